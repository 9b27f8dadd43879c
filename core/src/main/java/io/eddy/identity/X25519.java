package io.eddy.identity;

import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** Diffie-Hellman on Curve25519 (RFC 7748), as the Java platform takes and gives its keys. */
final class X25519 {
    static final int SECRET_BYTES = 32;

    private static final String NAME = "X25519";
    private static final SealingKey BASE_POINT = basePoint();

    private X25519() {}

    /** The public key of a secret. */
    static SealingKey keyOf(byte[] secret) {
        return new SealingKey(Bytes.owning(agree(secret, BASE_POINT).orElseThrow()));
    }

    /** What the owners of both secrets come to; nothing with a key of small order, which would give anybody it. */
    static Optional<byte[]> agree(byte[] secret, SealingKey other) {
        try {
            KeyFactory keys = KeyFactory.getInstance(NAME);
            PrivateKey own = keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
            KeyAgreement agreement = KeyAgreement.getInstance(NAME);
            agreement.init(own);
            agreement.doPhase(
                    keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(other))), true);
            return Optional.of(agreement.generateSecret());
        } catch (InvalidKeyException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 11 on has " + NAME, e);
        }
    }

    /** Little-endian, and the highest bit is not part of it (RFC 7748, section 5). */
    private static BigInteger coordinate(SealingKey key) {
        byte[] bigEndian = new byte[SealingKey.LENGTH];
        byte[] littleEndian = key.bytes().array();
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        return new BigInteger(1, bigEndian);
    }

    private static SealingKey basePoint() {
        byte[] nine = Arrays.copyOf(new byte[] {9}, SealingKey.LENGTH);
        return new SealingKey(Bytes.owning(nine));
    }
}
