package io.eddy.chat;

import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.Comparator;
import java.util.List;

/** A message of somebody else that is kept, and is to be shown. */
record Unshown(Talk where, Utterance said) {
    static final Comparator<Unshown> ORDER = Comparator.comparing(Unshown::said, Utterance.ORDER);

    static final Table<Unshown> TABLE = new Table<>(
            "chat_unshown",
            6,
            List.of(
                    Table.bytes(
                            "author",
                            unshown -> Bytes.owning(unshown.said.id().author().toBytes())),
                    Table.integer("log", unshown -> unshown.said.id().log()),
                    Table.integer("number", unshown -> unshown.said.id().number()),
                    Table.text("room", unshown -> unshown.where.room().orElse("")),
                    Table.integer("hlc", unshown -> unshown.said.hlc()),
                    Table.text("text", unshown -> unshown.said.text())),
            3,
            Unshown::of);

    private static Unshown of(Row row) {
        PeerId author = PeerId.fromBytes(row.bytes(0).array());
        Talk where = row.text(3).isEmpty() ? new With(author) : new In(row.text(3));
        MessageId id = new MessageId(author, row.integer(1), row.integer(2));
        return new Unshown(where, new Utterance(id, row.integer(4), row.text(5)));
    }
}
