package io.eddy;

import io.eddy.node.World;
import io.eddy.store.Store;
import io.eddy.store.Table;
import java.util.List;

/**
 * The number of a node's life: higher than that of every earlier one, also where the store was lost or the clock set
 * back.
 *
 * @param id always 0: there is one row
 */
record Boot(long id, long number) {
    static final Table<Boot> TABLE = new Table<>(
            "boot",
            1,
            List.of(Table.integer("id", Boot::id), Table.integer("number", Boot::number)),
            1,
            row -> new Boot(row.integer(0), row.integer(1)));

    /** Begins a new life. */
    static long begin(World world) {
        Store store = world.store();
        long last = store.load(TABLE).stream().mapToLong(Boot::number).max().orElse(0);
        long number = Math.max(last + 1, world.wallClockMillis());
        store.put(TABLE, new Boot(0, number));
        return number;
    }
}
