package io.eddy.identity;

import java.security.GeneralSecurityException;
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
        try {
            Mac extract = Mac.getInstance(NAME);
            extract.init(new SecretKeySpec(salt, NAME));
            Mac expand = Mac.getInstance(NAME);
            expand.init(new SecretKeySpec(extract.doFinal(secret), NAME));
            expand.update(info);
            return expand.doFinal(new byte[] {FIRST_BLOCK});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + NAME, e);
        }
    }
}
