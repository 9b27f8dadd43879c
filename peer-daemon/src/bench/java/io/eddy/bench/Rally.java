package io.eddy.bench;

import java.util.List;

/** Frames that bounce between the two ends of a contender, until it is closed. */
interface Rally extends AutoCloseable {

    /** The threads of both ends. */
    List<Thread> loops();

    /** Ends both threads. The gauge is told of nothing after that. */
    @Override
    void close();

    /** Waits until threads that were told to end have done so. */
    static void awaitEnd(List<Thread> loops) {
        try {
            for (Thread loop : loops) {
                loop.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark", e);
        }
    }
}
