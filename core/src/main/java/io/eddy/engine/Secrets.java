package io.eddy.engine;

import io.eddy.identity.Identity;
import io.eddy.identity.SealedBox;
import io.eddy.node.PublicKey;
import io.eddy.node.Sealing;
import io.eddy.wire.Bytes;
import java.security.interfaces.EdECPrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** What one identity's secrets do: sign, seal and open; and what checks what others have signed. */
final class Secrets {
    /** Good signatures that are remembered: what is gossiped comes from several sides within moments. About 300 kB. */
    private static final int REMEMBERED = 1_024;

    private final byte[] seed;
    private final byte[] key;
    private final Map<Checked, Boolean> good = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Checked, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    /** One signature that was good. */
    private record Checked(PublicKey signer, Bytes messageHash, Bytes signature) {}

    final Sealing sealing;

    Secrets(Identity identity, RandomGenerator random) {
        sealing = new SealedBox(identity, random);
        seed = ((EdECPrivateKey) identity.secret()).getBytes().orElseThrow();
        key = identity.key().bytes().toArray();
    }

    byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, key, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        Checked asked = new Checked(signer, Bytes.sha256(message), Bytes.copyOf(signature));
        if (good.containsKey(asked)) {
            return true;
        }
        boolean isGood = Ed25519.verify(signature, 0, signer.bytes().array(), 0, message, 0, message.length);
        if (isGood) {
            good.put(asked, true);
        }
        return isGood;
    }
}
