package io.eddy.ring;

import io.eddy.wire.Domain;

/** The exact bytes that a member signs: each kind begins with words of its own. */
final class Signed {
    static final int SIGNATURE_BYTES = 64;
    static final int HASH_BYTES = 32;

    private Signed() {}

    static byte[] bytes(String kind, byte[] encoded) {
        return new Domain("eddy ring " + kind + " 1\n").with(encoded);
    }
}
