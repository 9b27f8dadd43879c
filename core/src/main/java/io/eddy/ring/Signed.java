package io.eddy.ring;

import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The exact bytes that a member signs, and their hash: each kind begins with words of its own. */
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

    static Bytes hash(byte[] bytes) {
        try {
            return Bytes.owning(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
