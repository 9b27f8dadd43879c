package io.eddy.sim;

import io.eddy.identity.Identity;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 keys and signatures as the engine makes them: what they cover is what peers check on sockets. */
public final class TrueKeyring implements Keyring {
    private final Map<PublicKey, byte[]> seeds = new LinkedHashMap<>();
    private int refused;
    private int verified;

    /** How many signatures were good. */
    public int verified() {
        return verified;
    }

    /** How many were not. */
    public int refused() {
        return refused;
    }

    @Override
    public PublicKey make(long seed, int number) {
        byte[] secret = Bytes.sha256(("secret " + number + " of " + seed).getBytes(StandardCharsets.UTF_8))
                .array();
        PublicKey key = Identity.fromSeed(secret).key();
        seeds.put(key, secret);
        return key;
    }

    @Override
    public byte[] sign(PublicKey signer, byte[] message) {
        byte[] secret = seeds.get(signer);
        if (secret == null) {
            throw new IllegalArgumentException("a key of nobody here: " + signer);
        }
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, signer.bytes().array(), 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        boolean isGood = signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, signer.bytes().array(), 0, message, 0, message.length);
        if (isGood) {
            verified++;
        } else {
            refused++;
        }
        return isGood;
    }
}
