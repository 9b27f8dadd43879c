package io.eddy.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.wire.Bytes;
import io.eddy.wire.MalformedFrame;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PeerIdTest {
    /** Test 1 of RFC 8032, section 7.1. */
    private static final String RFC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @Test
    void itIsTheHashOfTheKeyAsThePlatformEncodesIt() throws GeneralSecurityException {
        byte[] key = Bytes.fromHex(RFC_KEY).array();
        byte[] info = infoByThePlatform(key);
        assertThat(PeerId.subjectPublicKeyInfo(key(RFC_KEY))).isEqualTo(info);
        assertThat(PeerId.of(key(RFC_KEY)).toBytes())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(info));
    }

    @Test
    void itsBytesAndItsHexAreTheSame() {
        PeerId id = PeerId.of(key(RFC_KEY));
        assertThat(PeerId.fromBytes(id.toBytes())).isEqualTo(id);
        assertThat(PeerId.fromHex(id.hex())).isEqualTo(id);
        assertThat(id.hex())
                .hasSize(PeerId.HEX_LENGTH)
                .isEqualTo(Bytes.owning(id.toBytes()).hex());
    }

    @Test
    void otherLengthsAreNoIds() {
        assertThatThrownBy(() -> PeerId.fromBytes(new byte[31]))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("an id has 32 bytes, not 31");
        assertThatThrownBy(() -> PeerId.fromHex("ab")).isInstanceOf(MalformedFrame.class);
        assertThatIllegalArgumentException().isThrownBy(() -> PeerId.fromHex("x".repeat(PeerId.HEX_LENGTH)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicKey(Bytes.EMPTY));
    }

    @Test
    void idsAreOrderedAsUnsignedBytes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] one = new byte[PeerId.BYTES];
            random.nextBytes(one);
            byte[] other = one.clone();
            other[random.nextInt(other.length)] ^= (byte) random.nextInt(256);
            assertThat(Integer.signum(PeerId.fromBytes(one).compareTo(PeerId.fromBytes(other))))
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, other)));
        }
    }

    @Test
    void peopleSeeItsBeginning() {
        PeerId id = PeerId.fromHex("4f2a9c1e77d0aa01" + "0".repeat(48));
        assertThat(id.brief()).isEqualTo("4f2a-9c1e-77d0…");
        assertThat(id).hasToString("4f2a9c1e77d0");
    }

    /** Lets the platform make the DER, from the key as a point: y, little-endian, and the sign of x in the top bit. */
    private static byte[] infoByThePlatform(byte[] key) throws GeneralSecurityException {
        byte[] y = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            y[i] = key[key.length - 1 - i];
        }
        boolean xOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point))
                .getEncoded();
    }

    private static PublicKey key(String hex) {
        return new PublicKey(Bytes.fromHex(hex));
    }
}
