package io.eddy.node;

import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;

/** An Ed25519 public key (RFC 8032): 32 bytes that check what its owner signed. */
public record PublicKey(Bytes bytes) {
    public static final int LENGTH = 32;
    public static final Codec<PublicKey> CODEC =
            Codec.record(Codec.field(Codec.bytes(LENGTH), PublicKey::bytes), PublicKey::new);

    public PublicKey {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a public key has " + LENGTH + " bytes, not " + bytes.length());
        }
    }
}
