package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.SimulatedNeighbourhood.ManagerProgram;
import io.eddy.SimulatedNeighbourhood.PeerProgram;
import io.eddy.directory.SampleKeys;
import io.eddy.link.LinkWire;
import io.eddy.node.Channel;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.RegistryConfig;
import io.eddy.sim.Conditions;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.sync.SyncFrames;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code PROTOCOL.md} shows of alice and bob is what two peers say in that situation, in that order. */
final class ShownConversationTest {
    private static final Map<Integer, Channel<?, ?>> CHANNELS =
            Map.of(0, LinkWire.CHANNEL, 8, SyncFrames.channel(), 9, SampleKeys.CHANNEL);

    /** The same way for every frame: what is said later comes later. */
    private static final Conditions STEADY =
            Conditions.DEFAULT.withLatency(Duration.ofMillis(20), Duration.ofMillis(20));

    private final SimNetwork network = new SimNetwork(1, Faults.NONE, STEADY);
    private final SimHost<ManagerProgram> manager = network.add(
            "manager",
            world -> new ManagerProgram(new ManagerNode(
                    world, new Endpoint("10.0.0.0", 49_152), "sim", RegistryConfig.DEFAULT, event -> {})));
    private final ManagerAddress address = new ManagerAddress(manager.endpoint(), Optional.of(manager.id()));
    private final List<String> said = new ArrayList<>();

    @Test
    void peersSayWhatThePageShows() {
        SimHost<PeerProgram> alice = peer("alice", "10.0.0.1");
        network.runFor(Duration.ofSeconds(1));
        SimHost<PeerProgram> bob = peer("bob", "10.0.0.2");
        network.runFor(Duration.ofSeconds(1));
        bob.stop();
        network.runFor(Duration.ofSeconds(1));
        alice.run(program -> program.peer().commands().send("bob", "hi bob", Reply.ignored()));
        network.runFor(Duration.ofMillis(500));
        alice.kill(); // Else its address book brings about a second call, which comes to nothing.
        network.runFor(Duration.ofMillis(500));
        bob.restart();
        network.runFor(Duration.ofSeconds(1));

        network.listen(this::onFrame);
        alice.restart();
        network.runFor(Duration.ofSeconds(2));
        List<String> shown = Vectors.conversation().stream()
                .filter(speech ->
                        !speech.from().equals("manager") && !speech.to().equals("manager"))
                .map(speech -> speech.from() + " " + speech.message())
                .filter(message -> !message.endsWith(".Goodbye"))
                .toList();
        assertThat(said).startsWith(shown.toArray(String[]::new));
    }

    private SimHost<PeerProgram> peer(String name, String host) {
        PeerConfig config = PeerConfig.inMemory(name).inNetwork("sim");
        return network.add(
                name,
                world ->
                        new PeerProgram(new PeerNode(world, new Endpoint(host, 49_152), config, event -> {}), address));
    }

    private void onFrame(PeerId from, SimHost<?> to, byte[] frame) {
        WireReader in = new WireReader(frame);
        Channel<?, ?> channel = CHANNELS.get(in.u8());
        if (channel != null && !from.equals(manager.id()) && !to.id().equals(manager.id())) {
            Object message = channel.tags().decode(in);
            String kind = message == null ? "unknown" : message.getClass().getSimpleName();
            said.add((to.name().equals("bob") ? "alice " : "bob ") + channel.name() + "." + kind);
        }
    }
}
