package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;

/**
 * That a seat counts as left, with the signatures of those who agree.
 *
 * @param after the number up to which the log went when it was proposed; what the seat said later makes it void
 */
record Exclusion(int seat, long after, List<Agreement> agreements) {

    /** One member's signature. */
    record Agreement(int seat, Bytes signature) {
        static final Codec<Agreement> CODEC = Codec.record(
                Codec.field(Codec.U8, Agreement::seat),
                Codec.field(Codec.bytes(Signed.SIGNATURE_BYTES), Agreement::signature),
                Agreement::new);
    }

    static final Codec<Exclusion> CODEC = Codec.record(
            Codec.field(Codec.U8, Exclusion::seat),
            Codec.field(Codec.I64, Exclusion::after),
            Codec.field(Agreement.CODEC.listOf(Charter.MAX_MEMBERS), Exclusion::agreements),
            Exclusion::new);

    /** What is signed. */
    private record Unsigned(RingId ring, int seat, long after) {
        private static final Codec<Unsigned> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Unsigned::ring),
                Codec.field(Codec.U8, Unsigned::seat),
                Codec.field(Codec.I64, Unsigned::after),
                Unsigned::new);

        byte[] toSign() {
            return Signed.bytes("exclusion", CODEC.toBytes(this));
        }
    }

    static Bytes sign(Host<?, ?> host, RingId ring, int seat, long after) {
        return Bytes.owning(host.sign(new Unsigned(ring, seat, after).toSign()));
    }

    static boolean isSigned(Host<?, ?> host, RingId ring, Exclusion what, Bytes signature, PublicKey key) {
        return host.verify(key, new Unsigned(ring, what.seat, what.after).toSign(), signature.array());
    }

    Bytes toBytes() {
        return Bytes.owning(CODEC.toBytes(this));
    }

    /** Whether so many of so many are enough: more than half; and of two, the one that is left. */
    static boolean suffices(int agreeing, int members) {
        return members == 2 ? agreeing >= 1 : 2 * agreeing > members;
    }
}
