package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.OptionalInt;

/**
 * What one member said to all, signed by it.
 *
 * @param counter how many times that member has said something in this ring, from 1; so nothing is taken twice
 */
record Words(int seat, long counter, Kind kind, Bytes body, Bytes signature) {

    /** What the words are about. The order is the encoding: add at the end only. */
    enum Kind {
        /** By the dealer: all have taken their seats. The body is a {@link Founding}. */
        FOUNDED,
        /** For the application. */
        SAID,
        /** The speaker leaves for good. */
        LEAVING,
        /** By the dealer: a seat counts as left. The body is an {@link Exclusion}. */
        EXCLUDED
    }

    static final Codec<Words> CODEC = Codec.record(
            Codec.field(Codec.U8, Words::seat),
            Codec.field(Codec.I64, Words::counter),
            Codec.field(Codec.enumeration(Kind.class), Words::kind),
            Codec.field(Codec.blob(Ring.MAX_WORDS_BYTES), Words::body),
            Codec.field(Codec.bytes(Signed.SIGNATURE_BYTES), Words::signature),
            Words::new);

    /** What is signed: the words without the signature, and the ring they are said in. */
    private record Unsigned(RingId ring, int seat, long counter, Kind kind, Bytes body) {
        private static final Codec<Unsigned> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Unsigned::ring),
                Codec.field(Codec.U8, Unsigned::seat),
                Codec.field(Codec.I64, Unsigned::counter),
                Codec.field(Codec.enumeration(Kind.class), Unsigned::kind),
                Codec.field(Codec.blob(Ring.MAX_WORDS_BYTES), Unsigned::body),
                Unsigned::new);

        byte[] toSign() {
            return Signed.bytes("words", CODEC.toBytes(this));
        }
    }

    /** Words of this node's, signed. */
    static Words of(Host<?, ?> host, RingId ring, int seat, long counter, Kind kind, Bytes body) {
        Unsigned unsigned = new Unsigned(ring, seat, counter, kind, body);
        return new Words(seat, counter, kind, body, Bytes.owning(host.sign(unsigned.toSign())));
    }

    /** The seat that has left by these words. */
    OptionalInt leaver() {
        return switch (kind) {
            case FOUNDED, SAID -> OptionalInt.empty();
            case LEAVING -> OptionalInt.of(seat);
            case EXCLUDED ->
                OptionalInt.of(Exclusion.CODEC.fromBytes(body.array()).seat());
        };
    }

    boolean isSignedBy(Host<?, ?> host, RingId ring, PublicKey key) {
        return host.verify(key, new Unsigned(ring, seat, counter, kind, body).toSign(), signature.array());
    }
}
