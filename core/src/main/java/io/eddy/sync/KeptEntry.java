package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.node.PublicKey;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** An entry as it is kept, with when it came. */
record KeptEntry(Place place, Link link, Item item, long keptAtMillis) {

    /**
     * How it hangs together with the others.
     *
     * @param before the hash of the entry before
     * @param hash of this one
     * @param signature {@link Entry#UNSIGNED} when a later one vouches for it
     */
    record Link(Bytes before, Bytes hash, Bytes signature) {
        boolean isSigned() {
            return !signature.equals(Entry.UNSIGNED);
        }
    }

    /** What a row takes beside the item: a guess. */
    static final long ROW_BYTES = 300;

    static final Table<KeptEntry> TABLE = new Table<>(
                    "sync_entry",
                    5,
                    List.of(
                            Table.bytes("conversation", kept -> kept.place.group()),
                            Table.bytes("author", kept -> kept.place.author().bytes()),
                            Table.integer("log", kept -> kept.place.log()),
                            Table.integer("number", kept -> kept.place.number()),
                            Table.bytes("before", kept -> kept.link.before()),
                            Table.bytes("hash", kept -> kept.link.hash()),
                            Table.bytes(
                                    "signature", kept -> kept.link.isSigned() ? kept.link.signature() : Bytes.EMPTY),
                            Table.integer("hlc", kept -> kept.item.hlc()),
                            Table.integer("type", kept -> (long) kept.item.type()),
                            Table.bytes(
                                    "answers",
                                    kept -> Bytes.owning(Item.DEPENDENCIES.toBytes(kept.item.dependencies()))),
                            Table.bytes("body", kept -> kept.item.body()),
                            Table.integer("kept_at", KeptEntry::keptAtMillis)),
                    4,
                    KeptEntry::of)
            .asLarge();

    /** The same with all that its author signed. */
    Entry entry() {
        return new Entry(header(), link.signature, item.body());
    }

    EntryHeader header() {
        return new EntryHeader(place, link.before, item.hlc(), item.content());
    }

    long bytes() {
        return ROW_BYTES + item.bytes();
    }

    private static KeptEntry of(Row row) {
        PublicKey author = new PublicKey(row.bytes(1));
        Place place = new Place(Entry.VERSION, row.bytes(0), author, row.integer(2), row.integer(3));
        Bytes signature = row.bytes(6).length() == 0 ? Entry.UNSIGNED : row.bytes(6);
        Item item = new Item(
                row.integer(7),
                (int) row.integer(8),
                Item.DEPENDENCIES.fromBytes(row.bytes(9).array()),
                row.bytes(10));
        return new KeptEntry(place, new Link(row.bytes(4), row.bytes(5), signature), item, row.integer(11));
    }
}
