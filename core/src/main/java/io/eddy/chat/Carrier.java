package io.eddy.chat;

import io.eddy.node.PeerId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * Who has said that it has one of our logs that waits for somebody else. It is remembered only to be shown: what
 * somebody has is asked anew in each session (protocols.md B.2, rule 3).
 *
 * @param upTo the last number that it has
 */
record Carrier(long log, PeerId peer, long upTo) {
    static final Table<Carrier> TABLE = new Table<>(
            "chat_carrier",
            7,
            List.of(
                    Table.integer("log", Carrier::log),
                    Table.bytes("carrier", carrier -> Bytes.owning(carrier.peer.toBytes())),
                    Table.integer("up_to", Carrier::upTo)),
            2,
            row -> new Carrier(row.integer(0), PeerId.fromBytes(row.bytes(1).array()), row.integer(2)));
}
