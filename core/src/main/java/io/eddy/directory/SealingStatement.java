package io.eddy.directory;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import io.eddy.wire.Domain;
import io.eddy.wire.WireWriter;

/**
 * By which key others seal to a peer, as that one signed it: so anybody can pass it on.
 *
 * @param asOfMillis when its owner says so, by the clock by which it numbers its address records
 * @param signature Ed25519, by the owner, over {@code "eddy sealing 1\n"}, the sealing key and the time
 */
record SealingStatement(SealingKey key, long asOfMillis, PublicKey owner, Bytes signature) {
    static final int SIGNATURE_BYTES = 64;

    private static final Domain DOMAIN = new Domain("eddy sealing 1\n");

    static final Codec<SealingStatement> CODEC = Codec.record(
            Codec.field(SealingKey.CODEC, SealingStatement::key),
            Codec.field(Codec.I64, SealingStatement::asOfMillis),
            Codec.field(PublicKey.CODEC, SealingStatement::owner),
            Codec.field(Codec.bytes(SIGNATURE_BYTES), SealingStatement::signature),
            SealingStatement::new);

    /** What this node says of itself. */
    static SealingStatement of(Host<?, ?> host) {
        SealingKey key = host.sealing().key();
        long asOfMillis = host.wallClockMillis();
        Bytes signature = Bytes.owning(host.sign(signed(key, asOfMillis)));
        return new SealingStatement(key, asOfMillis, host.key(), signature);
    }

    PeerId peer() {
        return PeerId.of(owner);
    }

    boolean isGenuine(Host<?, ?> host) {
        return host.verify(owner, signed(key, asOfMillis), signature.array());
    }

    /** What the owner signs. */
    static byte[] signed(SealingKey key, long asOfMillis) {
        WireWriter out = new WireWriter();
        SealingKey.CODEC.encode(key, out);
        out.i64(asOfMillis);
        return DOMAIN.with(out.toByteArray());
    }
}
