package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;

/** A member's signature under a charter, with the key that its id is made of. */
record Seal(PublicKey key, Bytes signature) {
    static final Codec<Seal> CODEC = Codec.record(
            Codec.field(PublicKey.CODEC, Seal::key),
            Codec.field(Codec.bytes(Signed.SIGNATURE_BYTES), Seal::signature),
            Seal::new);

    static Seal of(Host<?, ?> host, Charter charter) {
        return new Seal(host.key(), Bytes.owning(host.sign(toSign(charter))));
    }

    boolean isUnder(Host<?, ?> host, Charter charter, int seat) {
        return PeerId.of(key).equals(charter.member(seat).peer())
                && host.verify(key, toSign(charter), signature.array());
    }

    private static byte[] toSign(Charter charter) {
        return Signed.bytes("charter", Charter.CODEC.toBytes(charter));
    }
}
