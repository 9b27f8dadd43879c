package io.eddy.game.gofish;

import io.eddy.wire.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 over parts in their order. */
final class Digests {
    static final int BYTES = 32;

    private Digests() {}

    static Bytes hmac(Bytes key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.array(), "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return Bytes.owning(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
