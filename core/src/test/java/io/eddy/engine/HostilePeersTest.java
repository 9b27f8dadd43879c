package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eddy.engine.LinkLimits.HalfOpen;
import io.eddy.engine.SocketWorld.Security;
import io.eddy.node.Closing.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class HostilePeersTest {
    private static final LinkLimits FEW = new LinkLimits(10, 2, 8, 32, 20, new HalfOpen(3, 4, Duration.ofMillis(300)));

    private final List<Socket> sockets = new ArrayList<>();
    private EventLoop loop;

    @BeforeEach
    void start() {
        loop = EventLoop.start("test");
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        loop.close();
    }

    @Test
    void textOnTheTlsPortEndsItsConnectionAlone() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        Socket socket = connect(alice);
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        await().until(() -> alice.turn(() -> alice.world.counters().handshakeFailures()) == 1);
        assertThat(alice.turn(alice.world::links)).isZero();
        assertThat(alice.recorder.downs).isEmpty();
        SocketPeer bob = SocketPeer.start(loop, 2, Security.TLS);
        bob.connect(alice);
    }

    @Test
    void garbageOnTheTlsPortEndsItsConnectionAlone() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        java.util.Random random = new java.util.Random(1);
        for (int i = 1; i <= 20; i++) {
            byte[] garbage = new byte[random.nextInt(400) + 6];
            random.nextBytes(garbage);
            if (i % 2 == 0) {
                // As a handshake record would begin, so that it gets further.
                garbage[0] = 22;
                garbage[1] = 3;
                garbage[2] = 3;
            }
            Socket socket = connect(alice);
            socket.getOutputStream().write(garbage);
            socket.shutdownOutput();
        }

        await().until(() -> alice.turn(() -> alice.world.counters().handshakeFailures()) == 20);
        assertThat(alice.turn(alice.world::links)).isZero();
        assertThat(alice.borrowedBytes()).isZero();
    }

    @Test
    void aTlsClientWithoutACertificateIsNoPeer() throws Exception {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        Socket tcp = connect(alice);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, "alice", 0, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {TlsContext.PROTOCOL});
        socket.setSSLParameters(parameters);

        assertThatThrownBy(() -> {
                    socket.startHandshake();
                    socket.getInputStream().read();
                })
                .isInstanceOf(IOException.class);
        await().until(() -> alice.turn(() -> alice.world.counters().handshakeFailures()) == 1);
        assertThat(alice.recorder.ups).isEmpty();
    }

    @Test
    void whoDialsAndHearsNoTlsSaysSo() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        SocketPeer bob = SocketPeer.start(loop, 2, Security.PLAIN);
        alice.dial(bob.world.listening(), bob.id);

        assertThat(alice.lastDown()).isEqualTo(Code.TLS);
    }

    @Test
    void aConnectionThatProvesNoKeyIsClosedAtTheDeadline() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS, FEW);
        Socket socket = connect(alice);

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        assertThat(alice.turn(() -> alice.world.counters().handshakeTimeouts())).isEqualTo(1);
        assertThat(alice.recorder.downs).isEmpty();
    }

    @Test
    void theOldestHalfOpenConnectionMakesRoom() throws IOException {
        LinkLimits patient = new LinkLimits(10, 2, 8, 32, 20, new HalfOpen(3, 4, Duration.ofSeconds(10)));
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS, patient);
        Socket first = connect(alice);
        for (int i = 0; i < 3; i++) {
            connect(alice);
        }

        assertThat(first.getInputStream().read()).isEqualTo(-1);
        assertThat(alice.turn(() -> alice.world.counters().evicted())).isEqualTo(1);
        assertThat(alice.turn(alice.world::links)).isEqualTo(3);
    }

    @Test
    void aLinkThatNobodyNeedsMakesRoomAndOneThatIsNeededDoesNot() {
        LinkLimits two = new LinkLimits(10, 2, 8, 32, 20, new HalfOpen(3, 4, Duration.ofSeconds(10)));
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS, two);
        SocketPeer bob = SocketPeer.start(loop, 2, Security.TLS);
        SocketPeer carol = SocketPeer.start(loop, 3, Security.TLS);
        alice.turn(() -> {
            alice.world.node().sparing(carol.id::equals);
            return alice;
        });
        bob.connect(alice);
        carol.connect(alice);

        SocketPeer.start(loop, 4, Security.TLS).connect(alice);
        assertThat(alice.lastDown()).isEqualTo(Code.PARTED);
        await().until(() -> !carol.recorder.downs.isEmpty());
        SocketPeer erin = SocketPeer.start(loop, 5, Security.TLS);
        erin.dial(alice.world.listening(), alice.id);
        erin.lastDown();
        assertThat(bob.recorder.downs).isEmpty();
        assertThat(alice.turn(alice.world::links)).isEqualTo(2);
    }

    @Test
    void threeHundredIdleConnectionsKeepNobodyOut() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.TLS);
        for (int i = 0; i < 300; i++) {
            connect(alice);
        }
        SocketPeer bob = SocketPeer.start(loop, 2, Security.TLS);
        bob.connect(alice);

        assertThat(alice.turn(alice.world::links)).isLessThanOrEqualTo(65);
    }

    @Test
    void moreLinksThanThereMayBeAreRefused() {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.PLAIN, FEW);
        SocketPeer bob = SocketPeer.start(loop, 2, Security.PLAIN);
        SocketPeer carol = SocketPeer.start(loop, 3, Security.PLAIN);
        SocketPeer dave = SocketPeer.start(loop, 4, Security.PLAIN);
        bob.connect(alice);
        carol.connect(alice);
        dave.dial(alice.world.listening(), alice.id);

        await().until(() -> dave.recorder.downs.size() == 1);
        assertThat(alice.turn(() -> alice.world.counters().refused(LinkCounters.Refusal.INBOUND)))
                .isEqualTo(1);
        assertThat(alice.recorder.ups).hasSize(2);
        alice.connect(dave);
    }

    @Test
    void aFrameOfImpossibleLengthIsAMistakeOfItsSender() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.PLAIN);
        for (int length : new int[] {Outbox.MAX_FRAME_BYTES + 1, Integer.MAX_VALUE, -1, 0}) {
            int mistakes = alice.recorder.mistakes.size();
            Socket socket = connect(alice);
            OutputStream out = socket.getOutputStream();
            out.write(new byte[32]);
            out.write(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});

            await().until(() -> alice.recorder.mistakes.size() == mistakes + 1);
            assertThat(socket.getInputStream().readNBytes(33)).hasSize(32);
        }
        assertThat(alice.recorder.mistakes)
                .extracting(closing -> closing.code())
                .containsOnly(Code.MALFORMED);
        assertThat(alice.borrowedBytes()).isZero();
    }

    @Test
    void framesThatArriveByteByByteAreWhole() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.PLAIN);
        Socket socket = connect(alice);
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        byte[] frame = {0, 0, 0, 11, Recorder.NUMBER, Recorder.TAG, 0, 0, 0, 0, 0, 0, 0, 1, 0};
        byte[] key = new byte[32];
        for (byte value : key) {
            out.write(value);
        }
        for (int i = 0; i < 3; i++) {
            for (byte value : frame) {
                out.write(value);
            }
        }

        await().until(() -> alice.recorder.received.get() == 3);
        assertThat(alice.recorder.mistakes).isEmpty();
    }

    @Test
    void anAnnouncedFrameReservesOnlyWhatHasArrived() throws IOException {
        SocketPeer alice = SocketPeer.start(loop, 1, Security.PLAIN);
        Socket socket = connect(alice);
        socket.getOutputStream().write(new byte[32]);
        socket.getOutputStream().write(new byte[] {0, 0x0f, 0, 0, 1, 2, 3});
        await().until(() -> alice.borrowedBytes() > 0);

        assertThat(alice.borrowedBytes()).isLessThanOrEqualTo(1024);
        socket.close();
        assertThat(alice.lastDown()).isEqualTo(Code.BROKEN);
        assertThat(alice.borrowedBytes()).isZero();
    }

    private Socket connect(SocketPeer to) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), to.world.listening().port());
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        return socket;
    }

    /** Trusts any server. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
