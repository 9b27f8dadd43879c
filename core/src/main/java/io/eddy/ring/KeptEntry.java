package io.eddy.ring;

import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** An entry of a ring's log, as it is kept. */
record KeptEntry(RingId ring, Entry entry) {
    static final Table<KeptEntry> TABLE = new Table<>(
            "ring_entry",
            2,
            List.of(
                    Table.bytes("ring", kept -> kept.ring.bytes()),
                    Table.integer("number", kept -> kept.entry.number()),
                    Table.bytes("entry", kept -> Bytes.owning(Entry.CODEC.toBytes(kept.entry)))),
            2,
            KeptEntry::of);

    private static KeptEntry of(Row row) {
        return new KeptEntry(
                new RingId(row.bytes(0)), Entry.CODEC.fromBytes(row.bytes(2).array()));
    }
}
