package io.eddy.store;

import java.util.List;
import java.util.function.Consumer;

/**
 * Records that survive a restart.
 *
 * <p>Rules live in the code that owns the records, which holds in memory what it needs; a store only keeps. Writes are
 * recorded in the order of the calls and become durable together, after the turn, all of a turn's or none. Whoever must
 * not speak before a write is durable says so with {@code World.whenStored}.
 */
public interface Store {

    /**
     * All rows of a table in the order of their keys. For the start of a node: it may block. Not meant for tables that
     * are {@linkplain Table#large large}.
     */
    <R> List<R> load(Table<R> table);

    /**
     * Reads some rows without holding up the turn. The answer comes as a turn of its own, after this one, in the order
     * of the calls; it sees everything that was written before the call, durably, and perhaps what was written after
     * it. While the disk is full, or when the node ends, it does not come.
     */
    <R> void find(Range<R> range, Consumer<List<R>> found);

    /**
     * Finds rows by the words of their prose, the best first. The answer comes as that of {@link #find}, in the order
     * of all these calls.
     */
    <R> void search(Search<R> search, Consumer<List<Search.Hit<R>>> found);

    /** Inserts the row, or replaces the one with its key. */
    <R> void put(Table<R> table, R row);

    /** Deletes the row with this one's key, if there is one. */
    <R> void delete(Table<R> table, R row);

    /**
     * Whether there is room for more writes. When not (the disk is full or slow), whoever is asked for something that
     * needs a write refuses it; what was already recorded is kept and tried again.
     */
    boolean accepting();
}
