package io.eddy.engine;

import io.eddy.identity.Certificates;
import io.eddy.identity.Identity;
import io.eddy.node.PeerId;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS as all links of one identity speak it: 1.3 only, ALPN {@code eddy/1}, a self-signed certificate at both ends,
 * no resumption. Used by worker threads; what takes long here is the first use.
 */
final class TlsContext {
    static final String PROTOCOL = "eddy/1";

    /** The key is a good one, of another peer than was dialled. */
    static final class WrongPeer extends CertificateException {
        private static final long serialVersionUID = 1L;

        WrongPeer(PeerId found) {
            super("the peer there is " + found.brief());
        }
    }

    private static final String ALIAS = "eddy";

    /**
     * AES first: with the machine's instructions for it, it is several times as fast as ChaCha20.
     */
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"
    };

    /** Above the week of RFC 8446, section 4.6.1, the JDK gives out no tickets. Nothing would redeem them. */
    private static final int NO_TICKETS_SECONDS = 8 * 24 * 60 * 60;

    private final Identity identity;
    private @Nullable SSLContext context;

    TlsContext(Identity identity) {
        this.identity = identity;
    }

    /**
     * A session that has begun its handshake.
     *
     * @param dialled whether this side dialled
     * @param expected the only peer that may be at the other end; {@code null} when any may
     */
    SSLEngine begin(boolean dialled, @Nullable PeerId expected) {
        try {
            // The engine's peer host reaches the trust manager, and nothing else: a name without a dot is no SNI.
            SSLEngine engine =
                    expected == null ? context().createSSLEngine() : context().createSSLEngine(expected.hex(), 0);
            engine.setUseClientMode(dialled);
            SSLParameters parameters = new SSLParameters(SUITES, new String[] {"TLSv1.3"});
            parameters.setApplicationProtocols(new String[] {PROTOCOL});
            parameters.setNeedClientAuth(true);
            engine.setSSLParameters(parameters);
            engine.beginHandshake();
            return engine;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("TLS 1.3 does not start", e);
        }
    }

    private synchronized SSLContext context() throws GeneralSecurityException {
        SSLContext made = context;
        if (made == null) {
            made = SSLContext.getInstance("TLSv1.3");
            KeyManager[] keys = {new OwnKey(identity)};
            TrustManager[] trust = {new Pin()};
            made.init(keys, trust, new SecureRandom());
            made.getServerSessionContext().setSessionTimeout(NO_TICKETS_SECONDS);
            context = made;
        }
        return made;
    }

    /** Shows the one certificate there is. */
    private static final class OwnKey extends X509ExtendedKeyManager {
        private final PrivateKey secret;
        private final X509Certificate certificate;

        OwnKey(Identity identity) {
            secret = identity.secret();
            certificate = identity.certificate();
        }

        @Override
        public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return secret;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return ALIAS;
        }
    }

    /** Trusts a certificate for its key alone, and only the expected key where one is expected. */
    private static final class Pin extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            Certificates.check(chain, Instant.now());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            PeerId found = PeerId.of(Certificates.check(chain, Instant.now()));
            String expected = engine.getPeerHost();
            if (expected != null && !expected.equals(found.hex())) {
                throw new WrongPeer(found);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("only engines are used");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("only engines are used");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("only engines are used");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("only engines are used");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
