package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.engine.LinkCounters.Refusal;
import io.eddy.engine.SocketWorld.Security;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
    private final Admission admission = new Admission(LinkLimits.PEER, 0);
    private final List<TcpLink> links = new ArrayList<>();
    private EventLoop loop;
    private SocketPeer peer;

    @BeforeEach
    void start() {
        loop = EventLoop.start("test");
        peer = SocketPeer.start(loop, 1, Security.PLAIN);
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void oneAddressHasFourHalfOpenConnectionsAndEightLinks() {
        for (int i = 0; i < 8; i++) {
            assertThat(enter("10.0.0.1", 0)).isNull();
            if (i == 3) {
                assertThat(refusal("10.0.0.1", 0)).isEqualTo(Refusal.HALF_OPEN_ADDRESS);
                assertThat(refusal("10.0.0.2", 0)).isNull();
                links.forEach(link -> admission.proven(link, address("10.0.0.1")));
            }
        }
        assertThat(refusal("10.0.0.1", 0)).isEqualTo(Refusal.ADDRESS);

        admission.gone(links.get(0), address("10.0.0.1"));
        links.subList(4, 8).forEach(link -> admission.proven(link, address("10.0.0.1")));
        assertThat(refusal("10.0.0.1", 0)).isNull();
    }

    @Test
    void oneSubnetHasThirtyTwoLinks() {
        for (int i = 0; i < 32; i++) {
            assertThat(enter("10.0.0." + i, 0)).isNull();
        }

        assertThat(refusal("10.0.0.200", 0)).isEqualTo(Refusal.SUBNET);
        assertThat(refusal("10.0.1.1", 0)).isNull();
    }

    @Test
    void newConnectionsComeAtTheRateAfterABurst() {
        for (int i = 0; i < 40; i++) {
            assertThat(refusal("10.0." + i + ".1", 0)).isNull();
        }
        assertThat(refusal("10.0.99.1", 0)).isEqualTo(Refusal.RATE);
        long later = TimeUnit.MILLISECONDS.toNanos(101);

        assertThat(refusal("10.0.99.1", later)).isNull();
        assertThat(refusal("10.0.99.1", later)).isNull();
        assertThat(refusal("10.0.99.1", later)).isEqualTo(Refusal.RATE);
    }

    @Test
    void loopbackIsExemptFromWhatIsCountedForAnAddress() {
        for (int i = 0; i < 64; i++) {
            assertThat(enter("127.0.0.1", 0)).isNull();
        }

        assertThat(admission.surplus()).isNull();
        assertThat(enter("::1", 0)).isNull();
        assertThat(admission.surplus()).isSameAs(links.get(0));
    }

    @Test
    void aMachineThatCallsItsOwnAddressCountsAsLoopback() {
        InetAddress own = address("10.0.0.1");
        assertThat(Admission.accountOf(own, address("10.0.0.1")).isLoopbackAddress())
                .isTrue();
        assertThat(Admission.accountOf(address("10.0.0.2"), own)).isEqualTo(address("10.0.0.2"));
    }

    @Test
    void aSixtyFourCountsAsOneAddress() {
        for (int i = 0; i < 4; i++) {
            assertThat(enter("2001:db8::" + i, 0)).isNull();
        }

        assertThat(refusal("2001:db8::ffff", 0)).isEqualTo(Refusal.HALF_OPEN_ADDRESS);
        assertThat(refusal("2001:db8:0:1::1", 0)).isNull();
    }

    @Test
    void onAnIpv6LinkEachMachineCountsForItself() {
        for (int i = 0; i < 39; i++) {
            assertThat(enter("fe80::" + i, 0)).isNull();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(enter("fe80::99", TimeUnit.SECONDS.toNanos(1))).isNull();
        }
        assertThat(enter("fe80::99", TimeUnit.SECONDS.toNanos(1))).isNull();
        assertThat(refusal("fe80::99", TimeUnit.SECONDS.toNanos(1))).isEqualTo(Refusal.HALF_OPEN_ADDRESS);
    }

    @Test
    void onlyWhatIsInTheWayMakesRoomTheOldestFirst() {
        for (String from : List.of("10.0.0.1", "10.0.0.2", "10.0.1.1")) {
            enter(from, 0);
        }
        TcpLink first = links.get(0);

        assertThat(spare("10.0.1.7", Refusal.INBOUND, link -> true)).isSameAs(first);
        assertThat(spare("10.0.1.7", Refusal.TOTAL, link -> link != first)).isSameAs(links.get(1));
        assertThat(spare("10.0.1.7", Refusal.SUBNET, link -> true)).isSameAs(links.get(2));
        assertThat(spare("10.0.0.2", Refusal.ADDRESS, link -> true)).isSameAs(links.get(1));
        assertThat(spare("10.0.0.2", Refusal.ADDRESS, link -> link == first)).isNull();
        assertThat(spare("10.0.0.1", Refusal.RATE, link -> true)).isNull();
    }

    private @Nullable TcpLink spare(String from, Refusal refusal, Predicate<TcpLink> isSpare) {
        return admission.spare(address(from), refusal, isSpare);
    }

    private @Nullable Refusal refusal(String from, long nowNanos) {
        return admission.refusal(address(from), nowNanos);
    }

    private @Nullable Refusal enter(String from, long nowNanos) {
        Refusal refusal = refusal(from, nowNanos);
        if (refusal == null) {
            InetAddress account = address(from);
            TcpLink link = peer.turn(() ->
                    TcpLink.accepted(peer.world, new InetSocketAddress(account, 5050), account, Duration.ofHours(1)));
            links.add(link);
            admission.accepted(link, account);
        }
        return refusal;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
