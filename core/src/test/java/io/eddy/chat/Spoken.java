package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.keyOf;
import static io.eddy.node.RecordingWorld.signatureBy;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.entry.Group;
import io.eddy.entry.Made;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingWorld;
import io.eddy.node.Sealing;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A log as somebody writes it in a room, or to one other who alone can read it; for tests. */
public final class Spoken {
    private final String author;
    private final Bytes group;

    /** Whom it is sealed to; nobody in a room. */
    private final Optional<String> recipient;

    private String sealedFor;
    private long log = 7;
    private long number;
    private long millis = Made.NOON;
    private Bytes before = EntryHeader.NO_ENTRY;

    private Spoken(String author, Bytes group, Optional<String> recipient) {
        this.author = author;
        this.group = group;
        this.recipient = recipient;
        this.sealedFor = recipient.orElse("");
    }

    public static Spoken in(String room, String author) {
        return new Spoken(author, Group.ofRoom(RoomName.folded(room)), Optional.empty());
    }

    public static Spoken to(String recipient, String author) {
        return new Spoken(author, Group.ofPair(idOf(author), idOf(recipient)), Optional.of(recipient));
    }

    /** By what one seals to whoever has this name. */
    public static Sealing sealingOf(String name) {
        return new RecordingWorld(name, List.of()).sealing();
    }

    /** What an entry says to whoever has this name; nothing when it is not for that one. */
    public static Optional<String> read(String name, Entry entry) {
        return SealedBody.open(sealingOf(name), idOf(name), entry.header().place(), entry.body())
                .map(Spoken::text);
    }

    public Spoken inLog(long other) {
        log = other;
        return this;
    }

    /** What comes next follows this entry, which stands in the same log. */
    public Spoken after(Entry entry) {
        log = entry.id().log();
        number = entry.id().number();
        before = entry.header().hash();
        return this;
    }

    /** What comes next is said at this time. */
    public Spoken at(long otherMillis) {
        millis = otherMillis;
        return this;
    }

    /** What comes next is sealed to somebody else, by mistake. */
    public Spoken sealedTo(String other) {
        sealedFor = other;
        return this;
    }

    /** The next entry of this log. */
    public Entry say(String text) {
        return write(Content.TEXT, utf8(text));
    }

    /** The next entry, of a kind that is not known yet. */
    Entry write(int type, Bytes plain) {
        number++;
        Place place = new Place(Entry.VERSION, group, keyOf(author), log, number);
        Bytes body = recipient.isEmpty() ? plain : sealed(place, plain);
        Content content = new Content(type, List.of(), body.length(), Bytes.sha256(body.array()));
        EntryHeader header = new EntryHeader(place, before, (millis << 16) + number, content);
        before = header.hash();
        return new Entry(header, Bytes.owning(signatureBy(author, Entry.signed(header))), body);
    }

    private Bytes sealed(Place place, Bytes plain) {
        PeerId reader = idOf(recipient.orElseThrow());
        return SealedBody.seal(sealingOf(author), sealingOf(sealedFor).key(), reader, place, plain)
                .orElseThrow();
    }

    static Bytes utf8(String text) {
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Bytes plain) {
        return new String(plain.array(), StandardCharsets.UTF_8);
    }
}
