package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * Who had a name before the one that has it (protocols.md G).
 *
 * @param folded the name as names are compared
 * @param untilMillis when it went to somebody else, in milliseconds since 1970
 */
record NameHistory(String folded, long untilMillis, PeerId peer) {
    static final Table<NameHistory> TABLE = new Table<>(
            "name_history",
            1,
            List.of(
                    Table.text("name", NameHistory::folded),
                    Table.integer("to_ms", NameHistory::untilMillis),
                    Table.bytes("peer", history -> Bytes.owning(history.peer.toBytes()))),
            2,
            NameHistory::of);

    private static NameHistory of(Row row) {
        return new NameHistory(
                row.text(0), row.integer(1), PeerId.fromBytes(row.bytes(2).array()));
    }
}
