package io.eddy.overlay;

import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * An address as it is kept.
 *
 * @param lastReachedMillis when there was a session with the peer, in milliseconds since 1970; 0: never
 * @param failures calls in a row that came to nothing
 */
record KeptAddress(PeerId peer, Bytes record, long lastReachedMillis, long failures) {
    static final Table<KeptAddress> TABLE = new Table<>(
            "overlay_address",
            3,
            List.of(
                    Table.bytes("peer", kept -> Bytes.owning(kept.peer.toBytes())),
                    Table.bytes("record", KeptAddress::record),
                    Table.integer("last_reached", KeptAddress::lastReachedMillis),
                    Table.integer("failures", KeptAddress::failures)),
            1,
            KeptAddress::of);

    private static KeptAddress of(Row row) {
        return new KeptAddress(PeerId.fromBytes(row.bytes(0).array()), row.bytes(1), row.integer(2), row.integer(3));
    }
}
