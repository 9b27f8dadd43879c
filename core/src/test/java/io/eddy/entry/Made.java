package io.eddy.entry;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.keyOf;
import static io.eddy.node.RecordingWorld.signatureBy;

import io.eddy.entry.EntryHeader.Place;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;

/** One entry that somebody made, or that somebody made to look so, for tests. Each method gives a changed copy. */
public record Made(
        Bytes group, String author, String signer, long log, long number, String text, String shownText, long millis) {
    /** When {@link io.eddy.node.RecordingWorld} begins. */
    public static final long NOON = SampleEntries.NOON;

    /** This number in the author's log 7 of the conversation with alice. */
    public static Made by(String author, long number, String text) {
        Bytes group = Group.ofPair(idOf("alice"), idOf(author));
        return new Made(group, author, author, 7, number, text, text, NOON);
    }

    public Made in(Bytes other) {
        return new Made(other, author, signer, log, number, text, shownText, millis);
    }

    public Made inRoom(String room) {
        return in(Group.ofRoom(room));
    }

    public Made inLog(long other) {
        return new Made(group, author, signer, other, number, text, shownText, millis);
    }

    public Made signedBy(String other) {
        return new Made(group, author, other, log, number, text, shownText, millis);
    }

    public Made showing(String other) {
        return new Made(group, author, signer, log, number, text, other, millis);
    }

    public Made at(long otherMillis) {
        return new Made(group, author, signer, log, number, text, shownText, otherMillis);
    }

    public Entry entry() {
        Bytes body = Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
        Place place = new Place(Entry.VERSION, group, keyOf(author), log, number);
        EntryHeader header = new EntryHeader(place, EntryHeader.NO_ENTRY, millis << 16, Entry.text(body));
        Bytes signature = Bytes.owning(signatureBy(signer, Entry.signed(header)));
        return new Entry(header, signature, Bytes.owning(shownText.getBytes(StandardCharsets.UTF_8)));
    }

    public MessageId id() {
        return new MessageId(idOf(author), log, number);
    }
}
