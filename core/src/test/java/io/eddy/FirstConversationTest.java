package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.PeerEvent.MessageReceived;
import io.eddy.SimulatedNeighbourhood.ManagerProgram;
import io.eddy.SimulatedNeighbourhood.PeerProgram;
import io.eddy.link.LinkWire;
import io.eddy.node.Channel;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.RegistryConfig;
import io.eddy.registry.RegistryWire;
import io.eddy.sim.Conditions;
import io.eddy.sim.Faults;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.sync.SyncFrames;
import io.eddy.wire.WireReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a manager and two peers say to each other when they meet for the first time, to be read: a change of the
 * protocol shows as a change of the conversation. {@code mvn -pl core test -Dtest=FirstConversationTest
 * -Dgolden.update=true} writes it again.
 */
final class FirstConversationTest {
    private static final Path FILE = Path.of("src/test/resources/io/eddy/first-conversation.txt");

    /** The same way for every frame: what is added to the conversation must not change the order of the rest. */
    private static final Conditions STEADY =
            Conditions.DEFAULT.withLatency(Duration.ofMillis(20), Duration.ofMillis(20));

    /** What is written down. What the mesh says beside it has tests of its own. */
    private static final List<Channel<?, ?>> CHANNELS =
            List.of(LinkWire.CHANNEL, RegistryWire.CHANNEL, SyncFrames.channel());

    private final SimNetwork network = new SimNetwork(1, Faults.NONE, STEADY);
    private final List<String> lines = new ArrayList<>();
    private final SimHost<ManagerProgram> manager = network.add(
            "manager",
            world -> new ManagerProgram(new ManagerNode(
                    world, new Endpoint("10.0.0.0", 49_152), "sim", RegistryConfig.DEFAULT, event -> {})));
    private final ManagerAddress address = new ManagerAddress(manager.endpoint(), Optional.of(manager.id()));

    @Test
    void theFirstConversationIsAsWritten() throws IOException {
        network.listen(this::onFrame);
        step("alice starts and registers");
        SimHost<PeerProgram> alice = peer("alice", "10.0.0.1");
        network.runFor(Duration.ofSeconds(1));
        step("bob starts and registers");
        SimHost<PeerProgram> bob = peer("bob", "10.0.0.2");
        network.runFor(Duration.ofSeconds(1));
        step("alice asks who is there");
        alice.run(program -> program.peer().commands().users(Reply.ignored()));
        network.runFor(Duration.ofMillis(500));
        step("alice writes to bob: hi");
        alice.run(program -> program.peer().commands().send("bob", "hi", Reply.ignored()));
        network.runFor(Duration.ofMillis(500));
        step("bob writes to alice: hi yourself");
        bob.run(program -> program.peer().commands().send("alice", "hi yourself", Reply.ignored()));
        network.runFor(Duration.ofMillis(500));
        step("bob quits");
        bob.stop();
        network.runFor(Duration.ofMillis(500));
        step("alice quits");
        alice.stop();
        network.runFor(Duration.ofMillis(500));

        String account = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, account);
        }
        assertThat(account).isEqualTo(Files.readString(FILE));
    }

    private SimHost<PeerProgram> peer(String name, String host) {
        Endpoint endpoint = new Endpoint(host, 49_152);
        return network.add(
                name,
                world -> new PeerProgram(
                        new PeerNode(
                                world,
                                endpoint,
                                PeerConfig.inMemory(name).inNetwork("sim"),
                                event -> onEvent(name, event)),
                        address));
    }

    private void step(String what) {
        lines.add((lines.isEmpty() ? "" : "\n") + "# " + what);
    }

    /** What a person is told, between what is said. */
    private void onEvent(String name, PeerEvent event) {
        String shown = event instanceof MessageReceived received
                ? "Message from " + received.fromName() + ": " + received.text()
                : event.getClass().getSimpleName();
        lines.add("%s          * %s is told: %s".formatted(time(), name, shown));
    }

    private void onFrame(PeerId from, SimHost<?> to, byte[] frame) {
        WireReader in = new WireReader(frame);
        int number = in.u8();
        CHANNELS.stream().filter(one -> one.number() == number).forEach(channel -> {
            String said = String.valueOf(channel.tags().decode(in));
            lines.add("%s  %-18s %s".formatted(time(), name(from) + " > " + to.name(), named(said)));
        });
    }

    private String time() {
        return String.format(Locale.ROOT, "%.1f", network.elapsed().toMillis() / 1_000.0);
    }

    private String name(PeerId id) {
        return network.hosts().stream()
                .filter(host -> host.id().equals(id))
                .map(SimHost::name)
                .findFirst()
                .orElseThrow();
    }

    /** Ids and keys read as names; signatures, hashes and numbers drawn by chance do not matter here. */
    private String named(String said) {
        String named = said;
        for (SimHost<?> host : network.hosts()) {
            named = named.replace(host.id().toString(), host.name())
                    .replace(host.key().toString(), host.name());
        }
        return named.replaceAll("(Millis|hlc|log|signature|body)=-?[0-9a-f]{13,}", "$1=…")
                .replaceAll("(salt|mark|summary|hash)=-?[0-9]+", "$1=…")
                .replaceAll("before=(?!0{32})[0-9a-f]{64}", "before=…")
                .replaceAll("observed=([0-9.]+):[0-9]+", "observed=$1")
                .replaceAll("([0-9a-f]{8})[0-9a-f]{24,}", "$1…");
    }
}
