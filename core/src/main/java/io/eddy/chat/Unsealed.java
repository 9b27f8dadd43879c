package io.eddy.chat;

import io.eddy.node.PeerId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * A message to a peer of which it is not known yet by what to seal it.
 *
 * @param log the log in which it will stand, which begins with the first message that waits so
 * @param order grows with each
 */
record Unsealed(PeerId recipient, long log, long number, long order, String text) {
    static final Table<Unsealed> TABLE = new Table<>(
            "chat_unsealed",
            5,
            List.of(
                    Table.bytes("recipient", unsealed -> Bytes.owning(unsealed.recipient.toBytes())),
                    Table.integer("log", Unsealed::log),
                    Table.integer("number", Unsealed::number),
                    Table.integer("kept_order", Unsealed::order),
                    Table.text("text", Unsealed::text)),
            3,
            row -> new Unsealed(
                    PeerId.fromBytes(row.bytes(0).array()),
                    row.integer(1),
                    row.integer(2),
                    row.integer(3),
                    row.text(4)));
}
