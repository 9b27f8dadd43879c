package io.eddy.identity;

import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signature scheme of RFC 8032, as the Java platform takes and gives its keys. */
public final class Ed25519 {
    public static final int SEED_BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    private static final String NAME = "Ed25519";

    private Ed25519() {}

    /** The scheme itself, to sign or to verify with. */
    public static Signature signature() {
        try {
            return Signature.getInstance(NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform from 15 on has " + NAME, e);
        }
    }

    /**
     * The key as the platform takes it.
     *
     * @throws InvalidKeySpecException when the 32 bytes are no point of the curve
     */
    public static java.security.PublicKey toPlatform(PublicKey key) throws InvalidKeySpecException {
        return keyFactory().generatePublic(new X509EncodedKeySpec(PeerId.subjectPublicKeyInfo(key)));
    }

    /** The key as Eddy takes it; {@code null} when it is of another scheme. */
    public static @Nullable PublicKey fromPlatform(java.security.PublicKey key) {
        byte[] info = key.getEncoded();
        if (info == null || info.length < PublicKey.LENGTH) {
            return null;
        }
        byte[] raw = Arrays.copyOfRange(info, info.length - PublicKey.LENGTH, info.length);
        PublicKey found = new PublicKey(Bytes.owning(raw));
        return Arrays.equals(info, PeerId.subjectPublicKeyInfo(found)) ? found : null;
    }

    /**
     * The key pair of a seed, which is the private key of RFC 8032.
     *
     * <p>The platform derives a public key only where it generates a pair, so it is made to draw exactly this seed.
     */
    static KeyPair pairOf(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, new FixedDraw(seed));
            KeyPair pair = generator.generateKeyPair();
            Optional<byte[]> drawn = ((EdECPrivateKey) pair.getPrivate()).getBytes();
            if (drawn.isEmpty() || !Arrays.equals(drawn.get(), seed)) {
                throw new IllegalStateException("the platform did not take the seed it was given");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key pair of a seed", e);
        }
    }

    static KeyFactory keyFactory() {
        try {
            return KeyFactory.getInstance(NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform from 15 on has " + NAME, e);
        }
    }

    /** A source of randomness that gives one seed. */
    private static final class FixedDraw extends SecureRandom {
        private static final long serialVersionUID = 1L;

        FixedDraw(byte[] seed) {
            super(new FixedSpi(seed), new NoProvider());
        }
    }

    /** The provider that the platform wants to hear of. */
    private static final class NoProvider extends Provider {
        private static final long serialVersionUID = 1L;

        NoProvider() {
            super("eddy", "1", "a seed instead of randomness");
        }
    }

    /** Gives the seed's bytes to whoever draws as many. */
    private static final class FixedSpi extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        FixedSpi(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        protected void engineSetSeed(byte[] ignored) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            return Arrays.copyOf(seed, count);
        }
    }
}
