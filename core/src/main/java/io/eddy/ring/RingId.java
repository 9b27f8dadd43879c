package io.eddy.ring;

import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;

/** The name of a ring for ever: random bytes, never used twice. */
public record RingId(Bytes bytes) {
    public static final int LENGTH = 16;

    public static final Codec<RingId> CODEC =
            Codec.record(Codec.field(Codec.bytes(LENGTH), RingId::bytes), RingId::new);

    private static final int BRIEF_LENGTH = 4;

    public RingId {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a ring's id has " + LENGTH + " bytes, not " + bytes.length());
        }
    }

    public String hex() {
        return bytes.hex();
    }

    /** Enough for a person to tell the rings on one screen apart. */
    public String brief() {
        return hex().substring(0, BRIEF_LENGTH);
    }

    @Override
    public String toString() {
        return hex();
    }
}
