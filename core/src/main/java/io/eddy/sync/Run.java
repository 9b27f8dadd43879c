package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.PublicKey;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive entries of one log. Each names the one before it by its hash, so that the signature of the last vouches
 * for all: one is checked and not hundreds, and nothing is sent that follows from something else.
 *
 * @param signature of the last entry, by the author
 */
record Run(Start start, List<Item> items, Bytes signature) {
    /** The most entries of one run: then a signature costs each a microsecond. */
    static final int MAX_ITEMS = 256;

    static final Codec<Run> CODEC = Codec.record(
            Codec.field(Start.CODEC, Run::start),
            Codec.field(Item.CODEC.listOf(MAX_ITEMS), Run::items),
            Codec.field(Codec.bytes(Entry.SIGNATURE_BYTES), Run::signature),
            Run::new);

    /**
     * Where a run begins.
     *
     * @param from the number of its first entry
     * @param before the hash of the entry before that; zeros when there is none
     */
    record Start(PublicKey author, long log, long from, Bytes before) {
        static final Codec<Start> CODEC = Codec.record(
                Codec.field(PublicKey.CODEC, Start::author),
                Codec.field(Codec.I64, Start::log),
                Codec.field(Codec.I64, Start::from),
                Codec.field(Codec.bytes(EntryHeader.HASH_BYTES), Start::before),
                Start::new);
    }

    static Run of(Entry entry) {
        EntryHeader header = entry.header();
        Place place = header.place();
        Start start = new Start(place.author(), place.log(), place.number(), header.before());
        return new Run(start, List.of(Item.of(entry)), entry.signature());
    }

    /** Entries as they are kept; the signature is that of the last, if it has one. */
    static Run of(List<KeptEntry> entries) {
        KeptEntry first = entries.get(0);
        Place place = first.place();
        return new Run(
                new Start(
                        place.author(),
                        place.log(),
                        place.number(),
                        first.link().before()),
                entries.stream().map(KeptEntry::item).toList(),
                entries.get(entries.size() - 1).link().signature());
    }

    boolean hasSignature() {
        return !signature.equals(Entry.UNSIGNED);
    }

    /** Whether it has entries, and their numbers are such. */
    boolean isSound() {
        boolean first = start.from == 1;
        return !items.isEmpty()
                && start.from >= 1
                && start.from <= Long.MAX_VALUE - MAX_ITEMS
                && first == start.before.equals(EntryHeader.NO_ENTRY);
    }

    /** What one message gives. */
    static void requireSound(List<Run> runs) {
        long bytes = 0;
        for (Run run : runs) {
            if (!run.isSound()) {
                throw new ProtocolViolation("a run that contradicts itself");
            }
            bytes += run.bytes();
        }
        if (bytes > Given.MAX_BYTES) {
            throw new ProtocolViolation("more than " + Given.MAX_BYTES + " bytes of entries at once");
        }
    }

    LogId id() {
        return LogId.of(start.author, start.log);
    }

    long from() {
        return start.from;
    }

    /** The number of its last entry. */
    long end() {
        return start.from + items.size() - 1;
    }

    int bytes() {
        return items.stream().mapToInt(Item::bytes).sum();
    }

    /** Its entries, each with its hash, which follows from all before it. The last one bears the signature. */
    List<KeptEntry> chained(Bytes group, long keptAtMillis) {
        List<KeptEntry> chain = new ArrayList<>(items.size());
        Bytes before = start.before;
        for (int i = 0; i < items.size(); i++) {
            Place place = new Place(Entry.VERSION, group, start.author, start.log, start.from + i);
            Item item = items.get(i);
            Bytes hash = new EntryHeader(place, before, item.hlc(), item.content()).hash();
            Bytes signed = i == items.size() - 1 ? signature : Entry.UNSIGNED;
            chain.add(new KeptEntry(place, new KeptEntry.Link(before, hash, signed), item, keptAtMillis));
            before = hash;
        }
        return chain;
    }
}
