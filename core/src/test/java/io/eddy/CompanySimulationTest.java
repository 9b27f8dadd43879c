package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.PeerEvent.MessageReceived;
import io.eddy.atlas.AtlasConfig;
import io.eddy.node.Endpoint;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.overlay.OverlayConfig;
import io.eddy.overlay.OverlayConfig.Views;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole peers that are not linked with everybody seek those who have what they miss, or miss what they have. */
final class CompanySimulationTest {
    private static final int PEERS = 20;
    private static final int ALICE = 3;
    private static final int BOB = 14;

    /** Longer than what is broadcast is remembered by those who pass it on. */
    private static final Duration LONG_AFTER = Duration.ofMinutes(4);

    private final SimNetwork network = new SimNetwork(1, Faults.NONE);
    private final List<SimHost<LinkedPeer>> hosts = new ArrayList<>();
    private final List<String> shownToBob = new ArrayList<>();

    private LinkedPeer linked(World world, int number) {
        Optional<Endpoint> first = number == 0 ? Optional.empty() : Optional.of(SimHost.endpointOf(number - 1));
        PeerConfig config =
                PeerConfig.inMemory("peer" + number).inNetwork("sim").onLan(false);
        PeerNode peer = new PeerNode(world, SimHost.endpointOf(number), config, withTwoNeighbours(), event -> {
            if (number == BOB && event instanceof MessageReceived received) {
                shownToBob.add(received.text());
            }
        });
        return new LinkedPeer(peer, first);
    }

    private static MeshConfig withTwoNeighbours() {
        OverlayConfig usual = OverlayConfig.DEFAULT;
        Views views = usual.views();
        Views few = new Views(2, 1, views.passive(), views.joiners());
        return new MeshConfig(
                new OverlayConfig(few, usual.walks(), usual.pace(), usual.limits(), usual.book()),
                AtlasConfig.Limits.DEFAULT);
    }

    private boolean areLinked() {
        return hosts.get(BOB).isRunning()
                && hosts.get(ALICE).program().peer().links().isUp(hosts.get(BOB).id());
    }

    @Test
    void whoWasAwayComesToHaveWhatWasSaidInARoomOfWhichItKnowsTheOthersByTheMapAlone() {
        for (int i = 0; i < PEERS; i++) {
            int number = i;
            hosts.add(network.add("peer" + number, world -> linked(world, number)));
            network.runFor(Duration.ofSeconds(1));
        }
        SimHost<LinkedPeer> alice = hosts.get(ALICE);
        SimHost<LinkedPeer> bob = hosts.get(BOB);
        network.runFor(Duration.ofMinutes(1));
        for (SimHost<LinkedPeer> member : List.of(alice, bob)) {
            member.run(program -> program.peer().meshCommands().join("red", Reply.ignored()));
        }
        network.runFor(Duration.ofSeconds(2));
        bob.stop();
        network.runFor(Duration.ofSeconds(5));
        alice.run(program -> program.peer().commands().say("red", "you missed it", Reply.ignored()));
        network.runFor(LONG_AFTER);
        assertThat(areLinked()).isFalse();

        bob.restart();
        network.runUntil("bob was shown it", Duration.ofMinutes(1), () -> shownToBob.contains("you missed it"));
        assertThat(areLinked()).isTrue();
    }
}
