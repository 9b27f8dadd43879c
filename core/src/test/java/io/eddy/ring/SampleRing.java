package io.eddy.ring;

import io.eddy.identity.Ed25519;
import io.eddy.identity.Identity;
import io.eddy.node.Endpoint;
import io.eddy.ring.Exclusion.Agreement;
import io.eddy.ring.RingMessage.Agreed;
import io.eddy.ring.RingMessage.Told;
import io.eddy.ring.Words.Kind;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ring of {@code PROTOCOL.md}, truly signed over the bytes that the page names. */
final class SampleRing {
    private static final Identity ALICE = ofSeed(1);
    private static final Identity BOB = ofSeed(2);
    private static final Identity MANAGER = ofSeed(3);

    static final RingId RING = new RingId(Bytes.fromHex("7f3a00112233445566778899aabbccdd"));
    static final Charter CHARTER = new Charter(
            RING,
            "talk",
            Optional.of(MANAGER.id()),
            List.of(
                    new Member(ALICE.id(), "alice", new Endpoint("192.0.2.7", 49_152)),
                    new Member(BOB.id(), "Bob", new Endpoint("192.0.2.8", 5_052))),
            Bytes.EMPTY);

    private SampleRing() {}

    /** A member's seal. */
    static Seal seal(int seat) {
        Identity who = seat == Charter.DEALER ? ALICE : BOB;
        return new Seal(who.key(), sign(who, "charter", Charter.CODEC.toBytes(CHARTER)));
    }

    /** The first entry. */
    static Entry founding() {
        Bytes seals = new Founding(List.of(seal(0), seal(1))).toBytes();
        return entry(1, Entry.NO_ENTRY, words(ALICE, 0, 1, Kind.FOUNDED, seals));
    }

    static Told told() {
        Bytes body = Bytes.owning("hi".getBytes(StandardCharsets.US_ASCII));
        return new Told(RING, words(BOB, 1, 1, Kind.SAID, body));
    }

    /** The second entry: bob's words. */
    static Entry second() {
        return entry(2, hash(founding()), told().words());
    }

    /** The third: bob counts as left. */
    static Entry exclusion() {
        Exclusion exclusion =
                new Exclusion(1, 2, List.of(new Agreement(0, agreed(ALICE, 1, 2).signature())));
        return entry(3, hash(second()), words(ALICE, 0, 2, Kind.EXCLUDED, exclusion.toBytes()));
    }

    /** As bob would answer if there were a third to exclude. */
    static Agreed agreed() {
        return agreed(BOB, 2, 2);
    }

    /** What is signed of words, as the page says. */
    static byte[] signed(Words words) {
        return signed("words", withoutSignature(Words.CODEC.toBytes(words)));
    }

    /** What is signed of an entry, as the page says. */
    static byte[] signed(Entry entry) {
        return signed("entry", withoutSignature(Entry.CODEC.toBytes(entry)));
    }

    private static Agreed agreed(Identity who, int seat, long after) {
        WireWriter fields = new WireWriter();
        fields.u8(seat);
        fields.i64(after);
        return new Agreed(RING, seat, after, sign(who, signed("exclusion", fields.toByteArray())));
    }

    private static Words words(Identity who, int seat, long counter, Kind kind, Bytes body) {
        Words unsigned = new Words(seat, counter, kind, body, Bytes.owning(new byte[64]));
        return new Words(seat, counter, kind, body, sign(who, signed(unsigned)));
    }

    private static Entry entry(long number, Bytes before, Words words) {
        Entry unsigned = new Entry(number, 0, before, words, Bytes.owning(new byte[64]));
        return new Entry(number, 0, before, words, sign(ALICE, signed(unsigned)));
    }

    private static Bytes hash(Entry entry) {
        return Bytes.sha256(signed(entry));
    }

    private static byte[] withoutSignature(byte[] encoded) {
        return Arrays.copyOf(encoded, encoded.length - 64);
    }

    private static byte[] signed(String kind, byte[] fields) {
        WireWriter signed = new WireWriter();
        signed.raw(("eddy ring " + kind + " 1\n").getBytes(StandardCharsets.US_ASCII));
        signed.raw(RING.bytes().array());
        signed.raw(fields);
        return signed.toByteArray();
    }

    private static Bytes sign(Identity who, String kind, byte[] fields) {
        WireWriter signed = new WireWriter();
        signed.raw(("eddy ring " + kind + " 1\n").getBytes(StandardCharsets.US_ASCII));
        signed.raw(fields);
        return sign(who, signed.toByteArray());
    }

    private static Bytes sign(Identity who, byte[] signed) {
        try {
            Signature signing = Ed25519.signature();
            signing.initSign(who.secret());
            signing.update(signed);
            return Bytes.owning(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Identity ofSeed(int seed) {
        byte[] bytes = new byte[Ed25519.SEED_BYTES];
        Arrays.fill(bytes, (byte) seed);
        return Identity.fromSeed(bytes);
    }
}
