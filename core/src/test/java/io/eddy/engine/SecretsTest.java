package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.identity.Ed25519;
import io.eddy.identity.Identity;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SecretsTest {
    private static final byte[] MESSAGE = "two of hearts".getBytes(StandardCharsets.UTF_8);

    private final SplittableRandom random = new SplittableRandom(1);
    private final Identity identity = Identity.fromSeed(seed());
    private final Secrets signatures = new Secrets(identity, random);

    @Test
    void signaturesAreThoseOfThePlatform() throws GeneralSecurityException {
        for (int i = 0; i < 50; i++) {
            Identity other = Identity.fromSeed(seed());
            byte[] message = new byte[random.nextInt(2_000)];
            random.nextBytes(message);
            Signature platform = Ed25519.signature();
            platform.initSign(other.secret());
            platform.update(message);
            byte[] expected = platform.sign();
            assertThat(new Secrets(other, random).sign(message)).isEqualTo(expected);
            assertThat(signatures.verify(other.key(), message, expected)).isTrue();
        }
    }

    @Test
    void whatWasChangedIsNotSigned() {
        byte[] signature = signatures.sign(MESSAGE);
        for (int bit = 0; bit < signature.length * Byte.SIZE; bit += 7) {
            byte[] changed = signature.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(signatures.verify(identity.key(), MESSAGE, changed)).isFalse();
        }
        assertThat(signatures.verify(identity.key(), new byte[MESSAGE.length], signature))
                .isFalse();
        assertThat(signatures.verify(Identity.fromSeed(seed()).key(), MESSAGE, signature))
                .isFalse();
    }

    @Test
    void bytesThatAreNoKeyOrNoSignatureSignNothing() {
        byte[] signature = signatures.sign(MESSAGE);
        for (int i = 0; i < 200; i++) {
            assertThat(signatures.verify(new PublicKey(Bytes.owning(seed())), MESSAGE, signature))
                    .isFalse();
        }
        assertThat(signatures.verify(identity.key(), MESSAGE, new byte[0])).isFalse();
        assertThat(signatures.verify(identity.key(), MESSAGE, new byte[64])).isFalse();
        assertThat(signatures.verify(new PublicKey(Bytes.owning(new byte[32])), MESSAGE, new byte[64]))
                .isFalse();
    }

    private byte[] seed() {
        byte[] seed = new byte[Ed25519.SEED_BYTES];
        random.nextBytes(seed);
        return seed;
    }
}
