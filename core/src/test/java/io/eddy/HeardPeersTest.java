package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.lan.Lan;
import io.eddy.lan.LanConfig;
import io.eddy.link.Greeting;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A wanted peer that is heard on the local network, and whom no dial reaches. */
final class HeardPeersTest {
    private static final String HOST = "192.0.2.7";
    private static final Endpoint PLACE = new Endpoint(HOST, 5_052);
    private static final Duration A_WHILE = Duration.ofSeconds(15);

    private final PeerSide alice = PeerSide.onLan();
    private Bob bob = new Bob(1);

    /** Bob's beacons, and how they come to alice. */
    private final class Bob {
        private final RecordingWorld world = new RecordingWorld("bob", List.of());
        private final Lan lan;

        Bob(long boot) {
            Node node = new Node(world);
            lan = Lan.attach(node, LanConfig.of(Greeting.NETWORK, boot), event -> {});
            lan.start();
        }

        void speaksOf(Endpoint place, int free) {
            lan.announce("bob", place.port(), 128 - free, free);
            world.elapse(A_WHILE);
            arriveFrom(place.host());
        }

        void leaves() {
            world.takeMulticasts();
            lan.leave();
            arriveFrom(HOST);
        }

        private void arriveFrom(String host) {
            world.takeMulticasts()
                    .forEach(beacon -> alice.world.hear(alice.peer.node(), new Endpoint(host, 49_152), beacon));
        }
    }

    /** Alice wants bob, and her dial gets no answer. */
    private void dial() {
        bob.speaksOf(PLACE, 100);
        assertThat(dials()).as("for the mesh").containsExactly(PLACE);
        alice.peer.reach().connect(RecordingWorld.idOf("bob"));
        assertThat(dials()).containsExactly(PLACE);
    }

    private List<Endpoint> dials() {
        return alice.dialsWithin(Duration.ZERO).stream()
                .map(RecordingLink::address)
                .toList();
    }

    @Test
    void aDialGoesOnWhenOnlyTheFreePlacesOfThePeerChange() {
        dial();
        for (int free = 99; free > 90; free--) {
            bob.speaksOf(PLACE, free);
            assertThat(dials()).isEmpty();
        }
    }

    @Test
    void aDialBeginsAnewWhereThePeerIsHeardFromNow() {
        dial();
        Endpoint another = new Endpoint(HOST, 6_000);
        bob.speaksOf(another, 100);
        assertThat(dials()).containsExactly(another);
    }

    @Test
    void aDialBeginsAnewWhenThePeerIsHeardAgainAfterItHadGone() {
        dial();
        bob.leaves();
        bob.speaksOf(PLACE, 100);
        assertThat(dials()).containsExactly(PLACE);
    }

    @Test
    void aDialBeginsAnewWhenThePeerWasStartedAnew() {
        dial();
        bob = new Bob(2);
        bob.speaksOf(PLACE, 100);
        assertThat(dials()).containsExactly(PLACE);
    }
}
