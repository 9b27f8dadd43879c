package io.eddy.peer;

import io.eddy.daemon.Command;
import io.eddy.daemon.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The order of commands of which one decides what the next ones are about: what is typed right behind it waits for its
 * outcome, or a line would be said where it was not meant to be. Used on the peer's thread.
 */
final class CommandOrder {
    /** Not more than a console has under way. */
    private final Deque<Runnable> behind = new ArrayDeque<>();

    private boolean deciding;

    /** The same command, which waits for its turn. */
    Command inOrder(Command command) {
        return new Command(
                command.name(),
                command.otherNames(),
                command.arguments(),
                command.help(),
                command.example(),
                arguments -> inOrder(() -> command.handler().run(arguments)));
    }

    /** Begins something at once, or when what was typed before is decided. */
    CompletableFuture<Outcome> inOrder(Supplier<CompletableFuture<Outcome>> command) {
        if (!deciding) {
            return command.get();
        }
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        behind.add(() -> begin(command, outcome));
        return outcome;
    }

    /** What has begun decides what the next commands are about. */
    CompletableFuture<Outcome> deciding(CompletableFuture<Outcome> begun) {
        deciding = true;
        return begun.whenComplete((outcome, failure) -> {
            deciding = false;
            while (!deciding && !behind.isEmpty()) {
                behind.remove().run();
            }
        });
    }

    private static void begin(Supplier<CompletableFuture<Outcome>> command, CompletableFuture<Outcome> outcome) {
        try {
            CompletableFuture<Outcome> unused = command.get().whenComplete((made, failure) -> {
                if (failure == null) {
                    outcome.complete(made);
                } else {
                    outcome.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException refused) {
            outcome.completeExceptionally(refused);
        }
    }
}
