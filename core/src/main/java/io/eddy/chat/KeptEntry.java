package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** An entry as it is kept, with when it came. */
record KeptEntry(LogHead.Key key, long number, long keptAtMillis, Entry entry) {
    static final Table<KeptEntry> TABLE = new Table<>(
            "chat_entry",
            1,
            List.of(
                    Table.bytes("conversation", kept -> kept.key.group()),
                    Table.bytes("author", kept -> Bytes.owning(kept.key.author().toBytes())),
                    Table.integer("log", kept -> kept.key.log()),
                    Table.integer("number", KeptEntry::number),
                    Table.integer("kept_at", KeptEntry::keptAtMillis),
                    Table.bytes("entry", kept -> Bytes.owning(Entry.CODEC.toBytes(kept.entry)))),
            4,
            KeptEntry::of);

    private static KeptEntry of(Row row) {
        LogHead.Key key =
                new LogHead.Key(row.bytes(0), PeerId.fromBytes(row.bytes(1).array()), row.integer(2));
        return new KeptEntry(
                key,
                row.integer(3),
                row.integer(4),
                Entry.CODEC.fromBytes(row.bytes(5).array()));
    }
}
