package io.eddy.store;

import java.util.List;

/**
 * Records that survive a restart.
 *
 * <p>Rules live in the code that owns the records, which holds in memory what it needs; a store only keeps. Writes are
 * recorded in the order of the calls and become durable together, after the turn, all of a turn's or none. Whoever must
 * not speak before a write is durable says so with {@code World.whenStored}.
 */
public interface Store {

    /** All rows of a table in the order of their keys. For the start of a node: it may block. */
    <R> List<R> load(Table<R> table);

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
