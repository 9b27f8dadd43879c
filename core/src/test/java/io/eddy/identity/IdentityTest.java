package io.eddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.node.PeerId;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class IdentityTest {
    private static final Instant TODAY = Instant.parse("2026-11-21T00:00:00Z");

    /** RFC 8032, section 7.1, test 1. */
    private static final byte[] SEED =
            HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final String KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @Test
    void aSeedGivesTheKeyOfTheStandard() {
        assertThat(Identity.fromSeed(SEED).key().bytes().hex()).isEqualTo(KEY);
    }

    @Test
    void whatIsStoredIsReadBack() {
        Identity identity = Identity.generate(new SecureRandom());

        assertThat(Identity.fromBytes(identity.toBytes()).key()).isEqualTo(identity.key());
        assertThat(identity.toBytes()).hasSize(48);
    }

    @Test
    void bytesThatAreNoKeyAreRefused() {
        byte[] bytes = Identity.fromSeed(SEED).toBytes();
        bytes[5] ^= 1;

        assertThatThrownBy(() -> Identity.fromBytes(bytes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Identity.fromBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Identity.fromSeed(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoDrawsGiveTwoIdentities() {
        SecureRandom random = new SecureRandom();

        assertThat(Identity.generate(random).id())
                .isNotEqualTo(Identity.generate(random).id());
    }

    @Test
    void theCertificateShowsTheKeyAndIsTheSameEachTime() throws Exception {
        Identity identity = Identity.fromSeed(SEED);
        X509Certificate certificate = identity.certificate();

        assertThat(Certificates.check(chain(certificate), TODAY)).isEqualTo(identity.key());
        assertThat(certificate.getEncoded()).isEqualTo(identity.certificate().getEncoded());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=eddy");
        assertThat(certificate.getPublicKey().getEncoded()).isEqualTo(PeerId.subjectPublicKeyInfo(identity.key()));
    }

    @Test
    void aCertificateCountsOnlyWithinItsDates() {
        X509Certificate certificate = Identity.fromSeed(SEED).certificate();

        assertThatThrownBy(() -> Certificates.check(chain(certificate), Instant.parse("1999-12-31T23:59:59Z")))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void aChainOfAnyOtherLengthIsRefused() {
        X509Certificate certificate = Identity.fromSeed(SEED).certificate();

        assertThatThrownBy(() -> Certificates.check(chain(certificate, certificate), TODAY))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> Certificates.check(chain(), TODAY)).isInstanceOf(CertificateException.class);
    }

    @Test
    void aCertificateThatAnotherKeySignedIsRefused() throws Exception {
        byte[] forged = Identity.fromSeed(SEED).certificate().getEncoded();
        forged[forged.length - 1] ^= 1;
        X509Certificate certificate = (X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertificate(new java.io.ByteArrayInputStream(forged));

        assertThatThrownBy(() -> Certificates.check(chain(certificate), TODAY))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("own key");
    }

    @Test
    void anIdentityDoesNotShowItsSecret() {
        assertThat(Identity.fromSeed(SEED).toString())
                .doesNotContain(HexFormat.of().formatHex(SEED).substring(0, 12));
    }

    private static X509Certificate[] chain(X509Certificate... certificates) {
        return certificates;
    }
}
