package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** An entry of ours that its recipient has not acknowledged. */
record Undelivered(PeerId recipient, long log, long number, Entry entry) {
    static final Table<Undelivered> TABLE = new Table<>(
            "chat_undelivered",
            1,
            List.of(
                    Table.bytes("recipient", kept -> Bytes.owning(kept.recipient.toBytes())),
                    Table.integer("log", Undelivered::log),
                    Table.integer("number", Undelivered::number),
                    Table.bytes("entry", kept -> Bytes.owning(Entry.CODEC.toBytes(kept.entry)))),
            3,
            Undelivered::of);

    static Undelivered of(PeerId recipient, Entry entry) {
        EntryHeader.Place place = entry.header().place();
        return new Undelivered(recipient, place.log(), place.number(), entry);
    }

    private static Undelivered of(Row row) {
        return new Undelivered(
                PeerId.fromBytes(row.bytes(0).array()),
                row.integer(1),
                row.integer(2),
                Entry.CODEC.fromBytes(row.bytes(3).array()));
    }
}
