package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.PeerEvent.MessageReceived;
import io.eddy.directory.Attempt;
import io.eddy.node.Endpoint;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.overlay.AddressRecord;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whole peers without a manager: one that has moved is found by what a third one told. */
final class MovedContactSimulationTest {
    private static final Duration WELL_WITHIN = Duration.ofMinutes(2);
    private static final int ANOTHER_PORT = 5_001;

    private final SimNetwork network = new SimNetwork(1, Faults.NONE);
    private final List<String> shownToBob = new ArrayList<>();
    private int bobsPort = SimHost.endpointOf(1).port();
    private final SimHost<LinkedPeer> alice = network.add("alice", world -> {
        return peer(world, SimHost.endpointOf(0), "alice", SimulatedNeighbourhood.callingNobody(), event -> {});
    });
    private final SimHost<LinkedPeer> bob = network.add("bob", world -> {
        Endpoint listening = new Endpoint(SimHost.endpointOf(1).host(), bobsPort);
        return peer(world, listening, "bob", SimulatedNeighbourhood.callingNobody(), event -> {
            if (event instanceof MessageReceived received) {
                shownToBob.add(received.text());
            }
        });
    });
    private final SimHost<LinkedPeer> carol = network.add("carol", world -> {
        return peer(world, SimHost.endpointOf(2), "carol", MeshConfig.DEFAULT, event -> {});
    });

    private static LinkedPeer peer(
            World world, Endpoint listening, String name, MeshConfig sizes, Consumer<PeerEvent> events) {
        return new LinkedPeer(
                new PeerNode(world, listening, PeerConfig.inMemory(name).inNetwork("sim"), sizes, events),
                Optional.empty());
    }

    private void tellCarolOf(SimHost<?> other) {
        carol.run(program -> program.peer().mesh().overlay().offer(other.id(), other.endpoint(), 1));
    }

    private boolean areLinked() {
        return alice.program().peer().links().isUp(bob.id());
    }

    @Test
    void aContactThatMovedIsReachedAtTheAddressThatAThirdPeerPassedOn() {
        Endpoint before = bob.endpoint();
        alice.run(program -> program.peer().commands().connect(before.toString(), Reply.ignored()));
        network.runUntil("alice and bob are linked", WELL_WITHIN, this::areLinked);
        alice.run(program -> program.peer().commands().send("bob", "hi", Reply.ignored()));
        network.runUntil("bob was written to", WELL_WITHIN, () -> shownToBob.equals(List.of("hi")));
        tellCarolOf(alice);

        bob.stop();
        network.runFor(Duration.ofSeconds(5));
        bobsPort = ANOTHER_PORT;
        bob.moveTo(ANOTHER_PORT);
        bob.restart();
        tellCarolOf(bob);
        network.runUntil(
                "carol has told alice",
                WELL_WITHIN,
                () -> alice.program()
                        .peer()
                        .mesh()
                        .overlay()
                        .address(bob.id())
                        .map(AddressRecord::port)
                        .filter(port -> port == ANOTHER_PORT)
                        .isPresent());
        carol.stop();
        network.runFor(Duration.ofSeconds(5));
        assertThat(areLinked()).isFalse();
        assertThat(alice.program().peer().directory().address(bob.id())).contains(before);

        alice.run(program -> program.peer().commands().send("bob", "there you are", Reply.ignored()));
        network.runUntil("bob is written to again", WELL_WITHIN, () -> shownToBob.contains("there you are"));
        assertThat(areLinked()).isTrue();
        assertThat(alice.program().peer().directory().address(bob.id())).contains(bob.endpoint());
        assertThat(alice.program().peer().directory().attempts().of(bob.id()))
                .filteredOn(attempt -> attempt.result() == Attempt.Result.REACHED)
                .extracting(Attempt::address)
                .contains(bob.endpoint());
    }
}
