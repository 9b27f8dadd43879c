package io.eddy;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.lan.Lan;
import io.eddy.lan.LanConfig;
import io.eddy.link.Greeting;
import io.eddy.node.Endpoint;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingWorld;
import io.eddy.node.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What alice's person is told while somebody on the local network makes up peers that come and go. */
final class StrangersTest {
    private static final Endpoint FROM = new Endpoint("192.0.2.7", 49_152);

    /** Half of what is looked at in a second. */
    private static final Duration APART = Duration.ofMillis(10);

    /** Of 30.2 s: at its end nobody more is told of for a while. */
    private static final int FLOOD = 1_510;

    private final PeerSide alice = PeerSide.onLan();

    /** A peer, made up or not, as it is heard. */
    private final class Stranger {
        private final RecordingWorld world;
        private final Lan lan;

        Stranger(String name) {
            world = new RecordingWorld(name, List.of());
            lan = Lan.attach(new Node(world), LanConfig.of(Greeting.NETWORK, 1), event -> {});
            lan.start();
        }

        Stranger comes(String name) {
            lan.announce(name, 5_052, 0, 9);
            arrive();
            return this;
        }

        void goes() {
            lan.leave();
            arrive();
        }

        private void arrive() {
            world.takeMulticasts().forEach(beacon -> alice.world.hear(alice.peer.node(), FROM, beacon));
            alice.world.pass(APART);
        }
    }

    private Stranger comes(String name) {
        return new Stranger(name).comes(name);
    }

    private void flood() {
        for (int i = 0; i < FLOOD; i++) {
            comes("made up " + i).goes();
        }
    }

    private List<PeerId> takeOnline() {
        List<PeerId> online = new ArrayList<>();
        for (PeerEvent event : alice.events) {
            if (event instanceof PeerEvent.PeerOnline come) {
                online.add(come.peer());
            }
        }
        alice.events.removeIf(PeerEvent.PeerOnline.class::isInstance);
        return online;
    }

    private List<PeerId> takeOffline() {
        List<PeerId> offline = new ArrayList<>();
        for (PeerEvent event : alice.events) {
            if (event instanceof PeerEvent.PeerOffline gone) {
                offline.add(gone.peer());
            }
        }
        alice.events.removeIf(PeerEvent.PeerOffline.class::isInstance);
        return offline;
    }

    @Test
    void ofAFloodOfStrangersTheFirstAreToldAndThenOneASecond() {
        flood();
        List<PeerId> online = takeOnline();
        assertThat(online).as("in 30 s").hasSize(1_024 + 30);
        assertThat(takeOffline())
                .as("the end of each of them, and of no others")
                .isEqualTo(online);
        assertThat(alice.peer.attendance().untold()).isEqualTo(FLOOD - online.size());
    }

    @Test
    void whoWasToldOfGoesAlsoWhileStrangersFlood() {
        Stranger bob = comes("bob");
        flood();
        takeOffline();
        bob.goes();
        assertThat(takeOffline()).containsExactly(idOf("bob"));
    }

    @Test
    void aContactComesAndGoesAlsoWhileStrangersFlood() {
        alice.peer.directory().onContact(idOf("bob"));
        flood();
        takeOnline();
        takeOffline();
        Stranger bob = new Stranger("bob");
        for (int i = 0; i < 3; i++) {
            bob.comes("bob").goes();
            assertThat(takeOnline()).containsExactly(idOf("bob"));
            assertThat(takeOffline()).containsExactly(idOf("bob"));
        }
    }

    @Test
    void aStrangerThatCameUntoldIsToldOfWhenItIsWrittenTo() {
        flood();
        Stranger carol = comes("carol");
        Stranger bob = comes("bob");
        takeOffline();
        assertThat(takeOnline()).doesNotContain(idOf("bob"), idOf("carol"));
        alice.commands().send("bob", "hi", Reply.ignored());
        assertThat(takeOnline()).containsExactly(idOf("bob"));
        bob.goes();
        carol.goes();
        assertThat(takeOffline()).containsExactly(idOf("bob"));
    }
}
