package io.eddy.engine;

import io.eddy.store.Range;
import io.eddy.store.Search;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is made durable together, and who waits for it. */
final class Batch {
    /** Reads what is durable. */
    interface Reader {
        <R> List<R> find(Range<R> range) throws SQLException;

        <R> List<Search.Hit<R>> search(Search<R> search) throws SQLException;
    }

    /** Who waits until what was written before is durable: says what the loop is to run then. */
    interface Waiter {
        Runnable settled(Reader durable) throws SQLException;
    }

    private final List<Write> writes = new ArrayList<>();
    private final List<Waiter> waiting = new ArrayList<>();
    private long bytes;

    void add(Write write) {
        writes.add(write);
        bytes += write.bytes();
    }

    void whenStored(Runnable then) {
        waiting.add(durable -> then);
    }

    void ask(Waiter waiter) {
        waiting.add(waiter);
    }

    List<Write> writes() {
        return writes;
    }

    /** In the order in which they came. */
    List<Waiter> waiting() {
        return waiting;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return writes.isEmpty() && waiting.isEmpty();
    }
}
