package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.ring.RingId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** A game that has ended for this peer, as long as its manager does not know. */
record UnreportedEnd(PeerId registrar, RingId game, String reason) {
    static final Table<UnreportedEnd> TABLE = new Table<>(
            "unreported_end",
            2,
            List.of(
                    Table.bytes("registrar", end -> Bytes.owning(end.registrar.toBytes())),
                    Table.bytes("game", end -> end.game.bytes()),
                    Table.text("reason", UnreportedEnd::reason)),
            2,
            UnreportedEnd::of);

    private static UnreportedEnd of(Row row) {
        return new UnreportedEnd(PeerId.fromBytes(row.bytes(0).array()), new RingId(row.bytes(1)), row.text(2));
    }
}
