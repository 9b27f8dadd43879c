package io.eddy.chat;

import io.eddy.node.PeerId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * Somebody with whom messages were exchanged.
 *
 * @param said whether we wrote to this one
 * @param heard whether this one wrote to us
 */
record Pair(PeerId peer, boolean said, boolean heard) {
    static final Table<Pair> TABLE = new Table<>(
            "chat_pair",
            5,
            List.of(
                    Table.bytes("peer", pair -> Bytes.owning(pair.peer.toBytes())),
                    Table.integer("said", pair -> pair.said ? 1L : 0L),
                    Table.integer("heard", pair -> pair.heard ? 1L : 0L)),
            1,
            row -> new Pair(PeerId.fromBytes(row.bytes(0).array()), row.integer(1) != 0, row.integer(2) != 0));
}
