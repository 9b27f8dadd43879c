package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.PeerEvent.MessageReceived;
import io.eddy.SimulatedNeighbourhood.ManagerProgram;
import io.eddy.SimulatedNeighbourhood.PeerProgram;
import io.eddy.node.Reply;
import io.eddy.node.World;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.RegistryConfig;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole peers of which two are never there together: what one says to the other is carried by a third. */
final class CarriedMailSimulationTest {
    private static final Duration WELL_WITHIN = Duration.ofMinutes(2);

    private final SimNetwork network = new SimNetwork(1, Faults.NONE);
    private final SimHost<ManagerProgram> manager = network.add(
            "manager",
            world -> new ManagerProgram(
                    new ManagerNode(world, SimHost.endpointOf(0), "sim", RegistryConfig.DEFAULT, event -> {})));
    private final List<String> shown = new ArrayList<>();
    private final SimHost<PeerProgram> alice = network.add("alice", world -> peer(world, 1, "alice"));
    private final SimHost<PeerProgram> bob = network.add("bob", world -> peer(world, 2, "bob"));
    private final SimHost<PeerProgram> carol = network.add("carol", world -> peer(world, 3, "carol"));

    private PeerProgram peer(World world, int host, String name) {
        PeerConfig config = PeerConfig.inMemory(name).inNetwork("sim").onLan(false);
        PeerNode peer =
                new PeerNode(world, SimHost.endpointOf(host), config, SimulatedNeighbourhood.callingNobody(), event -> {
                    if (event instanceof MessageReceived received) {
                        shown.add(name + ": " + received.text());
                    }
                });
        return new PeerProgram(peer, new ManagerAddress(manager.endpoint(), Optional.of(manager.id())));
    }

    private void write(SimHost<PeerProgram> from, String to, String text) {
        from.run(program -> program.peer().commands().send(to, text, Reply.ignored()));
        network.runUntil(text, WELL_WITHIN, () -> shown.contains(to + ": " + text));
    }

    private boolean carries() {
        return carol.program().peer().chat().logs().carriedFor().contains(bob.id());
    }

    @Test
    void whoTakesSomethingToCarryInASessionThatIsUpLooksForWhomItIsFor() {
        network.runFor(Duration.ofSeconds(5));
        write(carol, "bob", "carol knows bob");
        write(alice, "bob", "alice, too");
        write(alice, "carol", "hi");
        write(carol, "alice", "hi yourself");
        alice.run(program -> program.peer().commands().connect("carol", Reply.ignored()));
        bob.stop();
        network.runFor(Duration.ofMinutes(1));
        assertThat(alice.program().peer().links().isUp(carol.id())).isTrue();

        alice.run(program -> program.peer().commands().send("bob", "for later", Reply.ignored()));
        network.runUntil("carol carries it", WELL_WITHIN, this::carries);
        alice.kill();
        network.runFor(Duration.ofMinutes(1));
        bob.restart();
        network.runUntil("bob was shown it", WELL_WITHIN, () -> shown.contains("bob: for later"));
    }
}
