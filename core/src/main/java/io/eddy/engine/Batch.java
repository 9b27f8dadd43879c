package io.eddy.engine;

import java.util.ArrayList;
import java.util.List;

/** What is made durable together, and who waits for it. */
final class Batch {
    private final List<Write> writes = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private long bytes;

    void add(Write write) {
        writes.add(write);
        bytes += write.bytes();
    }

    void whenStored(Runnable then) {
        waiting.add(then);
    }

    List<Write> writes() {
        return writes;
    }

    /** In the order in which they came. */
    List<Runnable> waiting() {
        return waiting;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return writes.isEmpty() && waiting.isEmpty();
    }
}
