package io.eddy.node;

import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;

/** An X25519 public key (RFC 7748): 32 bytes by which anybody seals what its owner alone can read. */
public record SealingKey(Bytes bytes) {
    public static final int LENGTH = 32;
    public static final Codec<SealingKey> CODEC =
            Codec.record(Codec.field(Codec.bytes(LENGTH), SealingKey::bytes), SealingKey::new);

    public SealingKey {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a sealing key has " + LENGTH + " bytes, not " + bytes.length());
        }
    }
}
