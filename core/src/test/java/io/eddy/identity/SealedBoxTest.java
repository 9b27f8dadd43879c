package io.eddy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Sealing;
import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed to bob is read by bob, in its context, and by nobody else. */
final class SealedBoxTest {
    private static final byte[] CONTEXT = bytes("alice to bob, the seventeenth");

    private final Sealing alice = new SealedBox(Identity.fromSeed(new byte[32]), new SplittableRandom(1));
    private final Sealing bob = new SealedBox(Identity.fromSeed(hex("11".repeat(32))), new SplittableRandom(2));
    private final Sealing carol = new SealedBox(Identity.fromSeed(hex("22".repeat(32))), new SplittableRandom(3));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 16_384})
    void bobReadsWhatIsSealedToHim(int length) {
        byte[] plain = new byte[length];
        Arrays.fill(plain, (byte) 7);
        byte[] sealed = alice.seal(bob.key(), CONTEXT, plain).orElseThrow();
        assertThat(sealed).hasSize(length + Sealing.OVERHEAD_BYTES);
        assertThat(bob.open(CONTEXT, sealed))
                .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(plain));
    }

    @Test
    void nobodyElseReadsIt() {
        byte[] sealed = alice.seal(bob.key(), CONTEXT, bytes("hello")).orElseThrow();
        assertThat(alice.open(CONTEXT, sealed)).isEmpty();
    }

    @Test
    void inAnotherContextItIsNotRead() {
        byte[] sealed = alice.seal(bob.key(), CONTEXT, bytes("hello")).orElseThrow();
        assertThat(bob.open(bytes("alice to bob, the eighteenth"), sealed)).isEmpty();
    }

    @Test
    void noBitOfItCanBeChanged() {
        noBitOfItCanBeChanged(alice.seal(bob.key(), CONTEXT, bytes("hello")).orElseThrow());
    }

    private void noBitOfItCanBeChanged(byte[] sealed) {
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(bob.open(CONTEXT, changed)).as("byte %d changed", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 32, 47})
    void whatIsTooShortIsNotRead(int length) {
        assertThat(bob.open(CONTEXT, new byte[length])).isEmpty();
    }

    @Test
    void theSameWordsAreSealedDifferentlyEachTime() {
        assertThat(alice.seal(bob.key(), CONTEXT, bytes("hello")).orElseThrow())
                .isNotEqualTo(alice.seal(bob.key(), CONTEXT, bytes("hello")).orElseThrow());
    }

    @Test
    void oneEphemeralKeySealsSoManyWordsToOneReaderAndNoMore() {
        Set<Bytes> shown = new LinkedHashSet<>();
        for (int number = 0; number <= SealedBox.MAX_USES; number++) {
            byte[] context = bytes("alice to bob, number " + number);
            byte[] sealed =
                    alice.seal(bob.key(), context, bytes("hello " + number)).orElseThrow();
            assertThat(bob.open(context, sealed))
                    .hasValueSatisfying(opened -> assertThat(opened).asString().startsWith("hello"));
            assertThat(shown.add(ephemeral(sealed))).isEqualTo(number == 0 || number == SealedBox.MAX_USES);
        }
    }

    @Test
    void inOneContextNoEphemeralKeySealsTwice() {
        Set<Bytes> shown = new LinkedHashSet<>();
        for (String words : List.of("hello", "hello", "good bye")) {
            byte[] sealed = alice.seal(bob.key(), CONTEXT, bytes(words)).orElseThrow();
            assertThat(shown.add(ephemeral(sealed))).isTrue();
        }
    }

    @Test
    void noEphemeralKeySealsToTwoReaders() {
        byte[] toBob = alice.seal(bob.key(), CONTEXT, bytes("hello")).orElseThrow();
        byte[] toCarol = alice.seal(carol.key(), CONTEXT, bytes("hello")).orElseThrow();
        assertThat(ephemeral(toBob)).isNotEqualTo(ephemeral(toCarol));
    }

    @Test
    void whoAsksWhetherAKeySealsChangesNoEphemeralKeyAndDrawsNone() {
        SplittableRandom random = new SplittableRandom(1);
        SplittableRandom same = new SplittableRandom(1);
        Sealing dave = new SealedBox(hex("33".repeat(32)), random);
        assertThat(dave.seals(bob.key())).isTrue();
        assertThat(random.nextLong()).isEqualTo(same.nextLong());
        byte[] first = dave.seal(bob.key(), bytes("number 1"), bytes("hello")).orElseThrow();
        for (int i = 0; i < 3; i++) {
            assertThat(dave.seals(bob.key())).isTrue();
            assertThat(dave.seals(carol.key())).isTrue();
        }
        byte[] second = dave.seal(bob.key(), bytes("number 2"), bytes("hello")).orElseThrow();
        assertThat(ephemeral(second)).isEqualTo(ephemeral(first));
    }

    /** What is remembered of an ephemeral key opens nothing that it did not seal. */
    @Test
    void afterGoodWordsOfAnEphemeralKeyForgedOnesAreStillNotRead() {
        byte[] sealed = alice.seal(bob.key(), CONTEXT, bytes("hello")).orElseThrow();
        assertThat(bob.open(CONTEXT, sealed)).isPresent();
        noBitOfItCanBeChanged(sealed);
        assertThat(bob.open(bytes("alice to bob, the eighteenth"), sealed)).isEmpty();
    }

    @Test
    void nothingIsSealedToAKeyThatGivesNoSecret() {
        SealingKey zero = new SealingKey(Bytes.owning(new byte[SealingKey.LENGTH]));
        assertThat(alice.seal(zero, CONTEXT, bytes("hello"))).isEmpty();
        assertThat(alice.seals(zero)).isFalse();
        assertThat(bob.open(CONTEXT, new byte[100])).isEmpty();
    }

    /** RFC 7748, section 6.1. */
    @Test
    void theAgreementIsThatOfTheStandard() {
        byte[] alices = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        byte[] bobs = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        String agreed = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
        assertThat(X25519.keyOf(alices).bytes().hex())
                .isEqualTo("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertThat(X25519.agree(alices, X25519.keyOf(bobs)).orElseThrow()).isEqualTo(hex(agreed));
        assertThat(X25519.agree(bobs, X25519.keyOf(alices)).orElseThrow()).isEqualTo(hex(agreed));
    }

    /** RFC 5869, appendix A.1, the first 32 bytes of its output. */
    @Test
    void theDerivationIsThatOfTheStandard() {
        byte[] secret = hex("0b".repeat(22));
        byte[] salt = hex("000102030405060708090a0b0c");
        byte[] info = hex("f0f1f2f3f4f5f6f7f8f9");
        assertThat(Hkdf.derive(salt, secret, info))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"));
    }

    private static Bytes ephemeral(byte[] sealed) {
        return Bytes.owning(Arrays.copyOf(sealed, SealingKey.LENGTH));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
