package io.eddy.identity;

import io.eddy.node.Sealing;
import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Domain;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sealing by an X25519 key of one use: its public half, then the words under ChaCha20-Poly1305 (RFC 8439) with the key
 * that HKDF (RFC 5869) makes of what both halves agree on. Each key encrypts once, so the nonce is zero.
 *
 * <pre>
 *   key = HKDF(salt = one-use key ‖ reader's key, secret = X25519(one-use secret, reader's key),
 *              info = "eddy seal 1\n" ‖ context)
 * </pre>
 */
public final class SealedBox implements Sealing {
    private static final String CIPHER = "ChaCha20-Poly1305";
    private static final int NONCE_BYTES = 12;
    private static final Domain DOMAIN = new Domain("eddy seal 1\n");

    private final byte[] secret;
    private final SealingKey key;
    private final RandomGenerator random;

    /**
     * The sealing of a peer.
     *
     * @param random draws the keys of one use: whoever can guess what it draws can read what is sealed
     */
    public SealedBox(Identity identity, RandomGenerator random) {
        this(identity.sealingSecret(), random);
    }

    SealedBox(byte[] secret, RandomGenerator random) {
        this.secret = secret;
        this.key = X25519.keyOf(secret);
        this.random = random;
    }

    @Override
    public SealingKey key() {
        return key;
    }

    @Override
    public Optional<byte[]> seal(SealingKey to, byte[] context, byte[] plain) {
        byte[] once = new byte[X25519.SECRET_BYTES];
        random.nextBytes(once);
        SealingKey shown = X25519.keyOf(once);
        return X25519.agree(once, to)
                .flatMap(agreed -> crypt(Cipher.ENCRYPT_MODE, derived(shown, to, agreed, context), plain))
                .map(hidden -> ByteBuffer.allocate(SealingKey.LENGTH + hidden.length)
                        .put(shown.bytes().array())
                        .put(hidden)
                        .array());
    }

    @Override
    public Optional<byte[]> open(byte[] context, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES) {
            return Optional.empty();
        }
        SealingKey shown = new SealingKey(Bytes.owning(Arrays.copyOf(sealed, SealingKey.LENGTH)));
        byte[] hidden = Arrays.copyOfRange(sealed, SealingKey.LENGTH, sealed.length);
        return X25519.agree(secret, shown)
                .flatMap(agreed -> crypt(Cipher.DECRYPT_MODE, derived(shown, key, agreed, context), hidden));
    }

    private static byte[] derived(SealingKey once, SealingKey reader, byte[] agreed, byte[] context) {
        byte[] salt = join(once.bytes().array(), reader.bytes().array());
        return Hkdf.derive(salt, agreed, DOMAIN.with(context));
    }

    private static Optional<byte[]> crypt(int mode, byte[] key, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(new byte[NONCE_BYTES]));
            return Optional.of(cipher.doFinal(bytes));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 11 on has " + CIPHER, e);
        }
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
