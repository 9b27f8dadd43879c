package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.node.PeerId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** A direct message as versions before 5 kept it, with when it came. */
record KeptEntry(long keptAtMillis, Entry entry) {
    static final Table<KeptEntry> TABLE = new Table<>(
            "chat_entry",
            1,
            List.of(
                    Table.bytes("conversation", kept -> kept.place().group()),
                    Table.bytes("author", kept -> Bytes.owning(kept.author().toBytes())),
                    Table.integer("log", kept -> kept.place().log()),
                    Table.integer("number", kept -> kept.place().number()),
                    Table.integer("kept_at", KeptEntry::keptAtMillis),
                    Table.bytes("entry", kept -> Bytes.owning(Entry.CODEC.toBytes(kept.entry)))),
            4,
            row -> new KeptEntry(
                    row.integer(4), Entry.CODEC.fromBytes(row.bytes(5).array())));

    PeerId author() {
        return entry.id().author();
    }

    private Place place() {
        return entry.header().place();
    }
}
