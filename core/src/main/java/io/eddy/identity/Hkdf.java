package io.eddy.identity;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys of secrets: HKDF with SHA-256 (RFC 5869), for one block of output, which is 32 bytes. */
final class Hkdf {
    static final int OUTPUT_BYTES = 32;

    private static final String NAME = "HmacSHA256";
    private static final byte FIRST_BLOCK = 1;

    private Hkdf() {}

    /**
     * Derives a key.
     *
     * @param salt not secret, and not empty
     * @param info what the key is for
     */
    static byte[] derive(byte[] salt, byte[] secret, byte[] info) {
        return expand(extract(salt, secret), info);
    }

    /**
     * What keys for any number of purposes are derived of (section 2.2).
     *
     * @param salt not secret, and not empty
     */
    static byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt, secret);
    }

    /** A key for one purpose, of what was extracted (section 2.3). */
    static byte[] expand(byte[] extracted, byte[] info) {
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = FIRST_BLOCK;
        return hmac(extracted, block);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + NAME, e);
        }
    }
}
