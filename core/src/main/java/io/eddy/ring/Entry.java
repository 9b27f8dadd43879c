package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;

/**
 * Words with their place in the one order, signed by the dealer. Each names the one before by its hash, so that a gap
 * or a fork cannot go unseen.
 *
 * @param number from 1
 * @param epoch how many times another dealer has taken over
 * @param before the hash of the entry before; zeros for the first
 */
record Entry(long number, int epoch, Bytes before, Words words, Bytes signature) {
    static final Bytes NO_ENTRY = Bytes.owning(new byte[Signed.HASH_BYTES]);

    static final Codec<Entry> CODEC = Codec.record(
            Codec.field(Codec.I64, Entry::number),
            Codec.field(Codec.I32, Entry::epoch),
            Codec.field(Codec.bytes(Signed.HASH_BYTES), Entry::before),
            Codec.field(Words.CODEC, Entry::words),
            Codec.field(Codec.bytes(Signed.SIGNATURE_BYTES), Entry::signature),
            Entry::new);

    /** What the dealer signs: the entry without the signature, and its ring. */
    private record Unsigned(RingId ring, long number, int epoch, Bytes before, Words words) {
        private static final Codec<Unsigned> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Unsigned::ring),
                Codec.field(Codec.I64, Unsigned::number),
                Codec.field(Codec.I32, Unsigned::epoch),
                Codec.field(Codec.bytes(Signed.HASH_BYTES), Unsigned::before),
                Codec.field(Words.CODEC, Unsigned::words),
                Unsigned::new);

        byte[] toSign() {
            return Signed.bytes("entry", CODEC.toBytes(this));
        }
    }

    /** The entry that this node, as the dealer, makes of words. */
    static Entry of(Host<?, ?> host, RingId ring, long number, int epoch, Bytes before, Words words) {
        byte[] signature = host.sign(new Unsigned(ring, number, epoch, before, words).toSign());
        return new Entry(number, epoch, before, words, Bytes.owning(signature));
    }

    boolean isSignedBy(Host<?, ?> host, RingId ring, PublicKey dealer) {
        return host.verify(dealer, unsigned(ring).toSign(), signature.array());
    }

    /** By this the next entry names it. */
    Bytes hash(RingId ring) {
        return Bytes.sha256(unsigned(ring).toSign());
    }

    private Unsigned unsigned(RingId ring) {
        return new Unsigned(ring, number, epoch, before, words);
    }
}
