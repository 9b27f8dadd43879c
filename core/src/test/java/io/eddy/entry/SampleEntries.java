package io.eddy.entry;

import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.EntryHeader.Dependency;
import io.eddy.entry.EntryHeader.Place;
import io.eddy.identity.Ed25519;
import io.eddy.identity.Identity;
import io.eddy.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;

/** The entries of {@code PROTOCOL.md}, truly signed. */
public final class SampleEntries {
    public static final Identity ALICE = ofSeed(1);
    public static final Identity BOB = ofSeed(2);
    public static final Identity MANAGER = ofSeed(3);
    public static final Bytes PAIR = Group.ofPair(ALICE.id(), BOB.id());
    public static final long ALICES_LOG = 0x00c3a6170f5e2b44L;
    public static final long NOON = 1_750_000_000_000L;

    private SampleEntries() {}

    /** The first thing that alice says to bob. */
    public static Entry first() {
        return first(utf8("hi bob"));
    }

    /** The same with another body. */
    public static Entry first(Bytes body) {
        Place place = new Place(Entry.VERSION, PAIR, ALICE.key(), ALICES_LOG, 1);
        return signed(place, EntryHeader.NO_ENTRY, NOON << 16, List.of(), body);
    }

    /** The second, which answers an entry of bob's. */
    public static Entry answer() {
        Place place = new Place(Entry.VERSION, PAIR, ALICE.key(), ALICES_LOG, 2);
        byte[] answered =
                Bytes.sha256("an entry".getBytes(StandardCharsets.US_ASCII)).array();
        Dependency dependency = new Dependency(
                -0x0123456789abcdefL, 7, ByteBuffer.wrap(answered).getLong());
        Bytes before = first().header().hash();
        return signed(place, before, ((NOON + 1_000) << 16) + 1, List.of(dependency), utf8("grüß dich 😀"));
    }

    /** Another entry with the number of the first. */
    public static Entry forked() {
        return first(utf8("bye bob"));
    }

    /** What alice says to everyone. */
    public static Entry toEveryone() {
        Place place = new Place(Entry.VERSION, Group.ofRoom("everyone"), ALICE.key(), ALICES_LOG + 1, 1);
        return signed(place, EntryHeader.NO_ENTRY, NOON << 16, List.of(), utf8("hi all"));
    }

    /** Whether the author signed it. */
    public static boolean isSigned(Entry entry) {
        try {
            Signature check = Ed25519.signature();
            check.initVerify(Ed25519.toPlatform(entry.header().place().author()));
            check.update(Entry.signed(entry.header()));
            return check.verify(entry.signature().array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry signed(Place place, Bytes before, long hlc, List<Dependency> dependencies, Bytes body) {
        Content content = new Content(Content.TEXT, dependencies, body.length(), Bytes.sha256(body.array()));
        EntryHeader header = new EntryHeader(place, before, hlc, content);
        return new Entry(header, sign(ALICE, Entry.signed(header)), body);
    }

    /** Truly signs. */
    public static Bytes sign(Identity who, byte[] message) {
        try {
            Signature signing = Ed25519.signature();
            signing.initSign(who.secret());
            signing.update(message);
            return Bytes.owning(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Bytes utf8(String text) {
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Identity ofSeed(int seed) {
        byte[] bytes = new byte[Ed25519.SEED_BYTES];
        Arrays.fill(bytes, (byte) seed);
        return Identity.fromSeed(bytes);
    }
}
