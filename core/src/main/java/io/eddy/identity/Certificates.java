package io.eddy.identity;

import io.eddy.node.PublicKey;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

/** What a peer's certificate must be for the key in it to count as the peer's. */
public final class Certificates {
    private Certificates() {}

    /**
     * Checks a chain as TLS gives it: exactly one certificate over an Ed25519 key, valid by its dates, signed by that
     * key itself, without a critical extension that is not understood.
     *
     * @return the key that the certificate shows; TLS itself makes sure that the peer holds its secret
     * @throws CertificateException saying what is wrong
     */
    public static PublicKey check(X509Certificate[] chain, Instant now) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("a chain of " + chain.length + " certificates where there must be one");
        }
        X509Certificate certificate = chain[0];
        PublicKey key = Ed25519.fromPlatform(certificate.getPublicKey());
        if (key == null) {
            throw new CertificateException("not an Ed25519 key");
        }
        certificate.checkValidity(Date.from(now));
        if (certificate.hasUnsupportedCriticalExtension()) {
            throw new CertificateException("an unknown critical extension");
        }
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("not signed by its own key", e);
        }
        return key;
    }
}
