package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.keyOf;
import static io.eddy.node.RecordingWorld.signatureBy;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.SampleEntries;
import io.eddy.node.PeerId;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log as somebody writes it, for tests. */
final class Written {
    private final String author;
    private final Bytes group;
    private final long log;
    private final List<Entry> entries = new ArrayList<>();
    private long millis = SampleEntries.NOON;

    /** The number of the entry that is said first. */
    private long first = 1;

    Written(String author, Bytes group, long log) {
        this.author = author;
        this.group = group;
        this.log = log;
    }

    /** Of which nobody has what is before this number. */
    Written from(long number) {
        first = number;
        return this;
    }

    /** A log that is the same up to this number. */
    Written branch(int upTo) {
        Written branch = new Written(author, group, log);
        branch.entries.addAll(entries.subList(0, upTo));
        branch.millis = millis;
        return branch;
    }

    Written at(long otherMillis) {
        millis = otherMillis;
        return this;
    }

    Written say(String... texts) {
        for (String text : texts) {
            add(Content.TEXT, Bytes.owning(text.getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    Written sayMany(int count) {
        for (int i = 0; i < count; i++) {
            say(author + " says " + (entries.size() + 1));
        }
        return this;
    }

    Written receipt(long ofLog, long number) {
        add(Content.RECEIPT, Bytes.owning(Receipts.BODY.toBytes(List.of(new Receipts.Received(ofLog, number)))));
        return this;
    }

    Run run(int from, int to) {
        List<Item> items = entries.subList(from - 1, to).stream().map(Item::of).toList();
        return new Run(Run.of(entry(from)).start(), items, entry(to).signature());
    }

    /** The proof that this and another branch differ at a number. */
    ForkProof forkedFrom(Written other, int number) {
        Run ours = run(number, number);
        return new ForkProof(
                ours.start(),
                ForkProof.Branch.of(ours.chained(group, 0)),
                ForkProof.Branch.of(other.run(number, number).chained(group, 0)));
    }

    /** All that there is. */
    Run run() {
        return run(1, entries.size());
    }

    Entry entry(int number) {
        return entries.get(number - 1);
    }

    Head head() {
        return head(entries.size());
    }

    Head head(int number) {
        return Head.of(id(), number, entry(number).header().hash());
    }

    LogId id() {
        return new LogId(idOf(author), log);
    }

    PeerId author() {
        return idOf(author);
    }

    private void add(int type, Bytes body) {
        int number = entries.size() + 1;
        Bytes start = first == 1 ? EntryHeader.NO_ENTRY : Bytes.sha256(group.array());
        Bytes before = number == 1 ? start : entry(number - 1).header().hash();
        Place place = new Place(Entry.VERSION, group, keyOf(author), log, first + number - 1);
        Content content = new Content(type, List.of(), body.length(), Bytes.sha256(body.array()));
        EntryHeader header = new EntryHeader(place, before, (millis << 16) + number, content);
        entries.add(new Entry(header, Bytes.owning(signatureBy(author, Entry.signed(header))), body));
    }
}
