package io.eddy.ring;

import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** Words of this peer that have no number yet, as they are kept. */
record KeptWords(RingId ring, Words words) {
    static final Table<KeptWords> TABLE = new Table<>(
            "ring_unheard",
            2,
            List.of(
                    Table.bytes("ring", kept -> kept.ring.bytes()),
                    Table.integer("counter", kept -> kept.words.counter()),
                    Table.bytes("words", kept -> Bytes.owning(Words.CODEC.toBytes(kept.words)))),
            2,
            KeptWords::of);

    private static KeptWords of(Row row) {
        return new KeptWords(
                new RingId(row.bytes(0)), Words.CODEC.fromBytes(row.bytes(2).array()));
    }
}
