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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole peers in a room, one of which is away while more is said than one answer brings. */
final class MissedWordsSimulationTest {
    private static final Duration WELL_WITHIN = Duration.ofMinutes(1);
    private static final int LINES = 400;
    private static final int SAID_TOGETHER = 20;

    /** With 150 bytes of text each, three answers bring them. */
    private static final String FILLING = "x".repeat(140);

    private final Map<String, List<String>> shown = new LinkedHashMap<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whoWasAwayIsShownTheAnswerBehindItsQuestion(long seed) {
        SimNetwork network = new SimNetwork(seed, Faults.NONE);
        SimHost<ManagerProgram> manager = network.add(
                "manager",
                world -> new ManagerProgram(
                        new ManagerNode(world, SimHost.endpointOf(0), "sim", RegistryConfig.DEFAULT, event -> {})));
        ManagerAddress address = new ManagerAddress(manager.endpoint(), Optional.of(manager.id()));
        SimHost<PeerProgram> alice = network.add("alice", world -> peer(world, 1, "alice", address));
        SimHost<PeerProgram> bob = network.add("bob", world -> peer(world, 2, "bob", address));
        SimHost<PeerProgram> carol = network.add("carol", world -> peer(world, 3, "carol", address));
        network.runFor(Duration.ofSeconds(10));
        say(alice, "hi");
        say(carol, "hi alice");
        network.runUntil("bob was shown both", WELL_WITHIN, () -> seen("bob").size() == 2);
        bob.stop();
        List<String> missed = new ArrayList<>();
        for (int i = 1; i <= LINES; i++) {
            String line = "line " + i + " " + FILLING;
            missed.add(line);
            say(alice, line);
            if (i % SAID_TOGETHER == 0) {
                network.runFor(Duration.ofMillis(100));
            }
        }
        network.runUntil("carol was shown all", WELL_WITHIN, () -> seen("carol").size() == LINES + 1);
        missed.add("an answer to line " + LINES);
        say(carol, "an answer to line " + LINES);
        network.runFor(Duration.ofSeconds(5));

        bob.restart();
        network.runUntil("bob was shown all", WELL_WITHIN, () -> seen("bob").size() >= LINES + 3);
        assertThat(seen("bob").subList(2, LINES + 3)).isEqualTo(missed);
    }

    private List<String> seen(String name) {
        return shown.computeIfAbsent(name, who -> new ArrayList<>());
    }

    private static void say(SimHost<PeerProgram> by, String text) {
        by.run(program -> program.peer().commands().say("everyone", text, Reply.ignored()));
    }

    private PeerProgram peer(World world, int host, String name, ManagerAddress address) {
        PeerConfig config = PeerConfig.inMemory(name).inNetwork("sim").onLan(false);
        PeerNode peer = new PeerNode(world, SimHost.endpointOf(host), config, event -> {
            if (event instanceof MessageReceived received) {
                seen(name).add(received.text());
            }
        });
        return new PeerProgram(peer, address);
    }
}
