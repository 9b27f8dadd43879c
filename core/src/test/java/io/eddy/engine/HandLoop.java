package io.eddy.engine;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A loop that the test turns by hand, on its own thread. */
public final class HandLoop implements Executor {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        posted.add(task);
    }

    /** Runs what is posted until this holds. */
    public void runUntil(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            try {
                Runnable next = posted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("nothing was posted for " + PATIENCE_SECONDS + " s");
                }
                next.run();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    /** Runs what is posted already. */
    public void runPosted() {
        Runnable next;
        while ((next = posted.poll()) != null) {
            next.run();
        }
    }
}
