package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.SimulatedNeighbourhood.ManagerProgram;
import io.eddy.SimulatedNeighbourhood.PeerProgram;
import io.eddy.directory.SealingKeys;
import io.eddy.node.Endpoint;
import io.eddy.node.Reply;
import io.eddy.node.SealingKey;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.RegistryConfig;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole peers come to know by which keys to seal to each other. */
final class SealingKeysSimulationTest {
    private static final Duration WELL_WITHIN = Duration.ofMinutes(2);

    private final SimNetwork network = new SimNetwork(1, Faults.NONE);
    private final SimHost<ManagerProgram> manager = network.add(
            "manager",
            world -> new ManagerProgram(new ManagerNode(
                    world, new Endpoint("10.0.0.0", 49_152), "sim", RegistryConfig.DEFAULT, event -> {})));
    private final ManagerAddress address = new ManagerAddress(manager.endpoint(), Optional.of(manager.id()));

    private SimHost<PeerProgram> peer(String name, int number) {
        return network.add(
                name,
                world -> new PeerProgram(
                        new PeerNode(
                                world,
                                SimHost.endpointOf(number),
                                PeerConfig.inMemory(name).inNetwork("sim"),
                                event -> {}),
                        address));
    }

    private static SealingKeys keys(SimHost<PeerProgram> host) {
        return host.program().peer().mesh().sealingKeys();
    }

    private static SealingKey key(SimHost<PeerProgram> host) {
        return host.program().peer().world().sealing().key();
    }

    @Test
    void whoMetKnowsTheKeysAlsoAfterARestartWhenTheOtherIsAway() {
        SimHost<PeerProgram> alice = peer("alice", 1);
        SimHost<PeerProgram> bob = peer("bob", 2);
        network.runFor(Duration.ofSeconds(2));
        alice.run(program -> program.peer().commands().send("bob", "hi", Reply.ignored()));
        network.runUntil(
                "they know each other's keys",
                WELL_WITHIN,
                () -> keys(alice).of(bob.id()).isPresent()
                        && keys(bob).of(alice.id()).isPresent());
        SealingKey bobs = key(bob);
        assertThat(keys(alice).of(bob.id())).contains(bobs);
        assertThat(keys(bob).of(alice.id())).contains(key(alice));
        bob.stop();
        alice.stop();
        network.runFor(Duration.ofSeconds(5));
        alice.restart();
        network.runFor(Duration.ofSeconds(5));
        assertThat(keys(alice).of(bob.id())).contains(bobs);
    }

    @Test
    void keysOfPeersWithoutASessionComeInTheirAddresses() {
        List<SimHost<PeerProgram>> peers = IntStream.rangeClosed(1, 16)
                .mapToObj(number -> peer("peer" + number, number))
                .toList();
        network.runFor(Duration.ofMinutes(5));
        PeerNode first = peers.get(0).program().peer();
        List<SimHost<PeerProgram>> told = peers.stream()
                .filter(host -> first.mesh().overlay().address(host.id()).isPresent())
                .filter(host -> !first.links().isUp(host.id()))
                .toList();
        assertThat(told).hasSizeGreaterThan(3).allSatisfy(host -> {
            assertThat(first.mesh().sealingKeys().of(host.id())).contains(key(host));
            assertThat(first.mesh().overlay().address(host.id()).orElseThrow().sealing())
                    .contains(key(host));
        });
    }
}
