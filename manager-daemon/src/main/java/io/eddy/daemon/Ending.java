package io.eddy.daemon;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a daemon ends: once, after a clean close, whatever the cause. */
public final class Ending {
    public static final int CLEAN = 0;

    /** A failure at run time. */
    public static final int FAILED = 1;

    /** Wrong arguments. */
    public static final int MISUSED = 2;

    /** 128 and the number of SIGINT, as a shell reports it. */
    public static final int INTERRUPTED = 130;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private boolean closed;

    /** Asks for the end. The first to ask decides the exit code. */
    public void end(int code) {
        exitCode.complete(code);
    }

    /** Ends when the daemon does so by a mistake of this program, which it has logged. */
    public void onEnded(CompletableFuture<@Nullable Void> daemon) {
        CompletableFuture<@Nullable Void> unused = daemon.whenComplete((none, mistake) -> {
            if (mistake != null) {
                end(FAILED);
            }
        });
    }

    /**
     * Waits until somebody asks for the end, closes, and gives the exit code. On SIGINT, SIGTERM and SIGHUP the
     * platform closes in the same way, and ends the process with 128 and the signal's number by itself.
     */
    public int await(Runnable closing) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeOnce(closing), "eddy-end"));
        int code = exitCode.join();
        closeOnce(closing);
        return code;
    }

    private synchronized void closeOnce(Runnable closing) {
        if (!closed) {
            closed = true;
            closing.run();
        }
    }
}
