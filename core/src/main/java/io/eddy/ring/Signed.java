package io.eddy.ring;

import java.nio.charset.StandardCharsets;

/** The exact bytes that a member signs: each kind begins with words of its own. */
final class Signed {
    static final int SIGNATURE_BYTES = 64;
    static final int HASH_BYTES = 32;

    private Signed() {}

    static byte[] bytes(String kind, byte[] encoded) {
        byte[] domain = ("eddy ring " + kind + " 1\n").getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[domain.length + encoded.length];
        System.arraycopy(domain, 0, signed, 0, domain.length);
        System.arraycopy(encoded, 0, signed, domain.length, encoded.length);
        return signed;
    }
}
