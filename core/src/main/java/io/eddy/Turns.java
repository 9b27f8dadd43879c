package io.eddy;

import io.eddy.engine.EventLoop;
import io.eddy.node.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way from any thread onto a node's loop and back. */
final class Turns {
    /** Goodbyes take at most a second, a store that fails some tries; whoever closes does not wait for ever. */
    private static final long LONGEST_END_SECONDS = 10;

    private Turns() {}

    /** A task with a name for the log of long turns. */
    private record Named(String name, Runnable task) implements Runnable {
        @Override
        public void run() {
            task.run();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Runs a task on the loop, as a turn of its own; never when the loop has ended. */
    static void run(EventLoop loop, Runnable task) {
        loop.post(new Named("a task from elsewhere", task));
    }

    /**
     * Asks for something on the loop, as a turn of its own: also a listener that is told of an event re-enters nothing.
     */
    static <T> CompletableFuture<T> ask(EventLoop loop, Consumer<Reply<T>> command) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Reply<T> reply = new Reply<>() {
            @Override
            public void done(T result) {
                outcome.complete(result);
            }

            @Override
            public void rejected(String sentence) {
                outcome.completeExceptionally(new Rejected(sentence));
            }
        };
        if (!loop.post(new Named("a command", () -> command.accept(reply)))) {
            reply.rejected("it has been closed");
        }
        return outcome;
    }

    /** Makes something on the loop, and waits for it. */
    static <T> T on(EventLoop loop, Supplier<T> maker) {
        if (loop.isOnLoop()) {
            return maker.get();
        }
        CompletableFuture<T> made = new CompletableFuture<>();
        loop.post(new Named("making a node", () -> {
            try {
                made.complete(maker.get());
            } catch (RuntimeException e) {
                made.completeExceptionally(e);
            }
        }));
        return await(made);
    }

    /** Says goodbye, ends the world, and the loop if it is owned; waits for it, unless that would wait for itself. */
    static void end(
            EventLoop loop,
            boolean ownsLoop,
            Runnable goodbye,
            Supplier<CompletableFuture<@Nullable Void>> ending,
            CompletableFuture<@Nullable Void> ended) {
        loop.post(new Named("saying goodbye", goodbye));
        CompletableFuture<@Nullable Void> done = ending.get().whenComplete((none, failure) -> {
            if (ownsLoop) {
                loop.close();
            }
            ended.complete(null);
        });
        if (!loop.isOnLoop()) {
            await(done);
            if (ownsLoop) {
                loop.close();
            }
        }
    }

    private static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
        try {
            return future.get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the loop does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
