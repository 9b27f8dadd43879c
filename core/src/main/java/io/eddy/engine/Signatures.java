package io.eddy.engine;

import io.eddy.identity.Ed25519;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs with one key, and checks what others have signed. */
final class Signatures {
    /** Good signatures that are remembered: what is gossiped comes from several sides within moments. About 300 kB. */
    private static final int REMEMBERED = 1_024;

    private final PrivateKey secret;
    private final Map<Checked, Boolean> good = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Checked, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable Signature signing;
    private @Nullable Signature checking;

    /** One signature that was good. */
    private record Checked(PublicKey signer, Bytes messageHash, Bytes signature) {}

    Signatures(PrivateKey secret) {
        this.secret = secret;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = signing;
            if (signature == null) {
                signature = Ed25519.signature();
                signature.initSign(secret);
                signing = signature;
            }
            signature.update(message);
            return signature.sign();
        } catch (InvalidKeyException | SignatureException e) {
            throw new IllegalStateException("the own key does not sign", e);
        }
    }

    boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_BYTES) {
            return false;
        }
        Checked asked = new Checked(signer, Bytes.owning(hash(message)), Bytes.copyOf(signature));
        if (good.containsKey(asked)) {
            return true;
        }
        boolean isGood = isGood(signer, message, signature);
        if (isGood) {
            good.put(asked, true);
        }
        return isGood;
    }

    private boolean isGood(PublicKey signer, byte[] message, byte[] signature) {
        Signature check = checking;
        if (check == null) {
            check = Ed25519.signature();
            checking = check;
        }
        try {
            check.initVerify(Ed25519.toPlatform(signer));
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // Bytes that are no point of the curve, or no signature at all.
        }
    }

    private static byte[] hash(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
