package io.eddy.chat;

import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * A message of ours that those whom it is for may not have.
 *
 * @param sent whether somebody has it who passes it on
 */
record Waiting(Talk where, Utterance said, boolean sent) {
    static final Table<Waiting> TABLE = new Table<>(
            "chat_waiting",
            5,
            List.of(
                    Table.bytes(
                            "author",
                            waiting -> Bytes.owning(waiting.said.id().author().toBytes())),
                    Table.integer("log", waiting -> waiting.said.id().log()),
                    Table.integer("number", waiting -> waiting.said.id().number()),
                    Table.bytes("recipient", Waiting::recipient),
                    Table.text("room", waiting -> waiting.where.room().orElse("")),
                    Table.integer("hlc", waiting -> waiting.said.hlc()),
                    Table.text("text", waiting -> waiting.said.text()),
                    Table.integer("sent", waiting -> waiting.sent ? 1L : 0L)),
            3,
            Waiting::of);

    private Bytes recipient() {
        return where instanceof With with ? Bytes.owning(with.peer().toBytes()) : Bytes.EMPTY;
    }

    private static Waiting of(Row row) {
        MessageId id = new MessageId(PeerId.fromBytes(row.bytes(0).array()), row.integer(1), row.integer(2));
        Bytes recipient = row.bytes(3);
        Talk where = recipient.length() == 0 ? new In(row.text(4)) : new With(PeerId.fromBytes(recipient.array()));
        return new Waiting(where, new Utterance(id, row.integer(5), row.text(6)), row.integer(7) != 0);
    }
}
