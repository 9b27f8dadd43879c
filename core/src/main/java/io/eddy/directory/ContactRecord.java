package io.eddy.directory;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * A peer that messages were exchanged with, or that is blocked, as it is kept.
 *
 * @param address where it was last known to listen; host empty: nowhere
 */
record ContactRecord(PeerId peer, String name, Endpoint address, long lastSeenMillis, boolean blocked) {
    static final Table<ContactRecord> TABLE = new Table<>(
            "contact",
            1,
            List.of(
                    Table.bytes("peer", contact -> Bytes.owning(contact.peer.toBytes())),
                    Table.text("name", ContactRecord::name),
                    Table.bytes("addr", contact -> Bytes.owning(Endpoint.CODEC.toBytes(contact.address))),
                    Table.integer("last_seen", ContactRecord::lastSeenMillis),
                    Table.integer("blocked", contact -> contact.blocked ? 1L : 0L)),
            1,
            ContactRecord::of);

    private static ContactRecord of(Row row) {
        return new ContactRecord(
                PeerId.fromBytes(row.bytes(0).array()),
                row.text(1),
                Endpoint.CODEC.fromBytes(row.bytes(2).array()),
                row.integer(3),
                row.integer(4) != 0);
    }
}
