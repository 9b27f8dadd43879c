package io.eddy.engine;

import java.util.ArrayDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * At most two threads for what takes long: the computations of TLS handshakes, and name look-ups.
 *
 * <p>Look-ups run one at a time, so that a name server that does not answer never stops handshakes. Whoever gives work
 * posts its result back to the loop itself. All methods are called on the loop.
 */
final class Workers implements AutoCloseable {
    private static final int THREADS = 2;

    /** More than the links that may be on their way at a time, with all limits at a manager's. */
    private static final int QUEUE_LIMIT = 4_096;

    private static final int IDLE_SECONDS = 10;

    private final EventLoop loop;
    private final ThreadPoolExecutor threads;
    private final ArrayDeque<Runnable> lookUps = new ArrayDeque<>();
    private boolean lookingUp;

    Workers(EventLoop loop, String name) {
        this.loop = loop;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE_LIMIT), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the work soon; {@code false} when too much is waiting already. */
    boolean execute(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Runs a look-up when those before it are done; {@code false} when too many wait already. */
    boolean lookUp(Runnable lookUp) {
        if (lookUps.size() >= QUEUE_LIMIT) {
            return false;
        }
        lookUps.add(lookUp);
        startLookUp();
        return true;
    }

    @Override
    public void close() {
        lookUps.clear();
        threads.shutdownNow();
    }

    private void startLookUp() {
        Runnable next = lookingUp ? null : lookUps.poll();
        if (next != null) {
            lookingUp = execute(() -> {
                try {
                    next.run();
                } finally {
                    loop.post(this::lookedUp);
                }
            });
        }
    }

    private void lookedUp() {
        lookingUp = false;
        startLookUp();
    }
}
