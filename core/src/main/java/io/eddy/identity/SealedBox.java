package io.eddy.identity;

import io.eddy.node.Sealing;
import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;
import io.eddy.wire.Domain;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sealing by an ephemeral X25519 key: its public half, then the words under ChaCha20-Poly1305 (RFC 8439) with the key
 * that HKDF (RFC 5869) makes of what both halves agree on.
 *
 * <pre>
 *   key = HKDF(salt = ephemeral key ‖ reader's key, secret = X25519(ephemeral secret, reader's key),
 *              info = "eddy seal 1\n" ‖ context)
 * </pre>
 *
 * <p>As in HPKE (RFC 9180, section 5.2), what was agreed on once seals several words: at most {@value #MAX_USES} to one
 * reader, each in a context of its own, and so under a key of its own, for which the nonce can be zero. Agreeing costs
 * ten times what all the rest does.
 */
public final class SealedBox implements Sealing {
    static final int MAX_USES = 256;

    /** Of so many readers, and of so many ephemeral keys of others, it is remembered what was agreed on. */
    private static final int MAX_REMEMBERED = 64;

    private static final String CIPHER = "ChaCha20-Poly1305";
    private static final int NONCE_BYTES = 12;
    private static final Domain DOMAIN = new Domain("eddy seal 1\n");

    private final byte[] secret;
    private final SealingKey key;
    private final RandomGenerator random;
    private final Map<SealingKey, Ephemeral> byReader = new Latest<>();

    /** By the ephemeral key of another: what keys to its words are made of. */
    private final Map<SealingKey, Bytes> agreed = new Latest<>();

    /**
     * The sealing of a peer.
     *
     * @param random draws the ephemeral keys: whoever can guess what it draws can read what is sealed
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
    public boolean seals(SealingKey to) {
        // Whether it is of small order does not depend on the secret, so one's own will do.
        return byReader.containsKey(to) || X25519.agree(secret, to).isPresent();
    }

    @Override
    public Optional<byte[]> seal(SealingKey to, byte[] context, byte[] plain) {
        return ephemeral(to, Bytes.copyOf(context)).map(ephemeral -> {
            byte[] hidden = crypt(Cipher.ENCRYPT_MODE, ephemeral.extracted, context, plain)
                    .orElseThrow();
            return ByteBuffer.allocate(SealingKey.LENGTH + hidden.length)
                    .put(ephemeral.shown.bytes().array())
                    .put(hidden)
                    .array();
        });
    }

    @Override
    public Optional<byte[]> open(byte[] context, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES) {
            return Optional.empty();
        }
        SealingKey shown = new SealingKey(Bytes.owning(Arrays.copyOf(sealed, SealingKey.LENGTH)));
        byte[] hidden = Arrays.copyOfRange(sealed, SealingKey.LENGTH, sealed.length);
        Bytes known = agreed.get(shown);
        Optional<Bytes> extracted = known == null ? extracted(secret, shown, shown, key) : Optional.of(known);
        Optional<byte[]> plain = extracted.flatMap(keys -> crypt(Cipher.DECRYPT_MODE, keys, context, hidden));
        if (plain.isPresent()) {
            agreed.put(shown, extracted.orElseThrow());
        }
        return plain;
    }

    /** One that has sealed nothing in this context; nothing when the reader's key gives no secret. */
    private Optional<Ephemeral> ephemeral(SealingKey to, Bytes context) {
        Ephemeral drawn = byReader.get(to);
        if (drawn != null && drawn.contexts.size() < MAX_USES && drawn.contexts.add(context)) {
            return Optional.of(drawn);
        }
        byte[] once = new byte[X25519.SECRET_BYTES];
        random.nextBytes(once);
        SealingKey shown = X25519.keyOf(once);
        return extracted(once, to, shown, to).map(extracted -> {
            Ephemeral fresh = new Ephemeral(shown, extracted, new LinkedHashSet<>(List.of(context)));
            byReader.put(to, fresh);
            return fresh;
        });
    }

    private static Optional<Bytes> extracted(byte[] secret, SealingKey other, SealingKey ephemeral, SealingKey reader) {
        byte[] salt = ByteBuffer.allocate(2 * SealingKey.LENGTH)
                .put(ephemeral.bytes().array())
                .put(reader.bytes().array())
                .array();
        return X25519.agree(secret, other).map(agreed -> Bytes.owning(Hkdf.extract(salt, agreed)));
    }

    private static Optional<byte[]> crypt(int mode, Bytes extracted, byte[] context, byte[] bytes) {
        byte[] key = Hkdf.expand(extracted.array(), DOMAIN.with(context));
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

    /**
     * A key that seals to one reader.
     *
     * @param extracted what the keys to the words are made of
     * @param contexts in which it has sealed
     */
    private record Ephemeral(SealingKey shown, Bytes extracted, Set<Bytes> contexts) {}

    /** Forgets what was not used for longest. */
    private static final class Latest<V> extends LinkedHashMap<SealingKey, V> {
        private static final long serialVersionUID = 1;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<SealingKey, V> eldest) {
            return size() > MAX_REMEMBERED;
        }
    }
}
