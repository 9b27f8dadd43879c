package io.eddy.node;

import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import org.jspecify.annotations.Nullable;

/** An Ed25519 public key (RFC 8032): 32 bytes that check what its owner signed. */
public final class PublicKey {
    public static final int LENGTH = 32;
    public static final Codec<PublicKey> CODEC =
            Codec.record(Codec.field(Codec.bytes(LENGTH), PublicKey::bytes), PublicKey::new);

    private final Bytes bytes;
    private @Nullable PeerId owner;

    public PublicKey(Bytes bytes) {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a public key has " + LENGTH + " bytes, not " + bytes.length());
        }
        this.bytes = bytes;
    }

    public Bytes bytes() {
        return bytes;
    }

    /** The id of the peer that owns it: one hash, and one object, however often an author's id is asked for. */
    PeerId owner() {
        PeerId known = owner;
        if (known == null) {
            known = PeerId.hashOf(this);
            owner = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && bytes.equals(key.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return "PublicKey[" + bytes + "]";
    }
}
