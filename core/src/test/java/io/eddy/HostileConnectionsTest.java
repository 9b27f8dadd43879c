package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eddy.PeerEvent.MessageReceived;
import io.eddy.node.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three hundred connections of every hostile kind on a manager's and a peer's port, and two peers who want to talk. */
final class HostileConnectionsTest {
    private static final int CONNECTIONS = 300;

    /** Far above the second that is promised: a loaded machine must not fail the build. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    @Timeout(120)
    void peersTalkAndNewOnesRegisterMeanwhile() throws Exception {
        List<Socket> hostile = new ArrayList<>();
        try (LocalNetwork network = LocalNetwork.start("alice", "bob")) {
            Endpoint manager = network.manager().listening();
            Endpoint bob = network.peer("bob").listening();
            SplittableRandom random = new SplittableRandom(1);
            byte[] clientHello = clientHello();
            for (int i = 0; i < CONNECTIONS; i++) {
                hostile.add(attack(i % 2 == 0 ? manager : bob, i / 2 % 6, clientHello, random));
            }

            network.peer("alice").send("bob", "in the middle of it").join();
            await().atMost(PATIENCE)
                    .until(() -> network.events("bob").stream()
                            .anyMatch(event -> event instanceof MessageReceived received
                                    && received.text().equals("in the middle of it")));

            PeerConfig late =
                    PeerConfig.inMemory("carol").manager(network.manager().address());
            try (Peer carol = Peer.start(late)) {
                await().atMost(PATIENCE).until(() -> carol.registered().isDone());
                carol.send("bob", "I am new").join();
                await().atMost(PATIENCE)
                        .until(() -> network.events("bob").stream()
                                .anyMatch(event -> event instanceof MessageReceived received
                                        && received.text().equals("I am new")));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(network.peer("bob").status().join().counters())
                                    .hasEntrySatisfying(
                                            "handshake_failures",
                                            count -> assertThat(count).isPositive()));
            assertThat(network.manager().status().join().counters())
                    .hasEntrySatisfying(
                            "handshake_failures", count -> assertThat(count).isPositive());
        } finally {
            for (Socket socket : hostile) {
                socket.close();
            }
        }
    }

    /** Connects, does something hostile, and stays for as long as it is let. */
    private static Socket attack(Endpoint target, int kind, byte[] clientHello, SplittableRandom random)
            throws IOException {
        Socket socket = new Socket(target.host(), target.port());
        OutputStream out = socket.getOutputStream();
        switch (kind) {
            case 0 -> out.write("GET / HTTP/1.1\r\nHost: eddy\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            case 1 -> {
                byte[] garbage = new byte[4_096];
                random.nextBytes(garbage);
                out.write(garbage);
            }
            case 2 -> out.write(clientHello); // A TLS client that never finishes.
            case 3 -> out.write(clientHello, 0, 20); // One that stops within its first record.
            case 4 -> out.write(new byte[] {22, 3, 3, (byte) 0xff, (byte) 0xff}); // A record that is too long.
            default -> {
                // Slow-loris: says nothing at all.
            }
        }
        out.flush();
        return socket;
    }

    private static byte[] clientHello() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, null, null);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }
}
