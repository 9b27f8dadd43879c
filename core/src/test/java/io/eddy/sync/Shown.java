package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** What an application of the simulation writes of each entry, in the turn in which it is told. */
record Shown(PeerId author, long log, long number, Bytes group) {
    static final Table<Shown> TABLE = new Table<>(
            "shown",
            4,
            List.of(
                    Table.bytes("author", shown -> Bytes.owning(shown.author.toBytes())),
                    Table.integer("log", Shown::log),
                    Table.integer("number", Shown::number),
                    Table.bytes("conversation", Shown::group)),
            3,
            row -> new Shown(PeerId.fromBytes(row.bytes(0).array()), row.integer(1), row.integer(2), row.bytes(3)));

    static Shown of(Entry entry) {
        Place place = entry.header().place();
        return new Shown(PeerId.of(place.author()), place.log(), place.number(), place.group());
    }

    MessageId id() {
        return new MessageId(author, log, number);
    }
}
