package io.eddy.sim;

import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys whose signatures cost next to nothing. A signature is a hash over the owner's secret and the message: only the
 * owner's world makes it, and everybody's checks it, because the ring holds all secrets.
 */
final class HashKeyring implements Keyring {
    private final Map<PublicKey, Bytes> secrets = new LinkedHashMap<>();
    private final MessageDigest sha512;

    HashKeyring() {
        try {
            sha512 = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }

    @Override
    public PublicKey make(long seed, int number) {
        byte[] secret =
                sha512.digest(("secret " + number + " of " + seed).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        sha512.update(secret);
        PublicKey key = new PublicKey(Bytes.owning(java.util.Arrays.copyOf(sha512.digest(), PublicKey.LENGTH)));
        secrets.put(key, Bytes.owning(secret));
        return key;
    }

    @Override
    public byte[] sign(PublicKey signer, byte[] message) {
        Bytes secret = secrets.get(signer);
        if (secret == null) {
            throw new IllegalArgumentException("a key of nobody here: " + signer);
        }
        sha512.update(secret.array());
        return sha512.digest(message);
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        return secrets.containsKey(signer) && MessageDigest.isEqual(sign(signer, message), signature);
    }
}
