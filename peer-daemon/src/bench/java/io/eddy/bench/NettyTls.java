package io.eddy.bench;

import io.eddy.engine.Entropy;
import io.eddy.identity.Identity;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.List;
import javax.net.ssl.SSLException;

/** TLS as Eddy's links speak it, from the same JDK, in Netty's handler: 1.3, both sides with an Ed25519 certificate. */
record NettyTls(SslContext server, SslContext client) {
    private static final List<String> SUITES = List.of("TLS_AES_128_GCM_SHA256");

    static NettyTls create() throws SSLException {
        Identity here = Identity.generate(Entropy.secure());
        Identity there = Identity.generate(Entropy.secure());
        SslContextBuilder server = SslContextBuilder.forServer(here.secret(), here.certificate());
        SslContextBuilder client = SslContextBuilder.forClient().keyManager(there.secret(), there.certificate());
        return new NettyTls(
                speaking(server.clientAuth(ClientAuth.REQUIRE)),
                speaking(client.endpointIdentificationAlgorithm(null)));
    }

    private static SslContext speaking(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3")
                .ciphers(SUITES)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
    }
}
