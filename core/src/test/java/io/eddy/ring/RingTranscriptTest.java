package io.eddy.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.PeerId;
import io.eddy.ring.RingMessage.After;
import io.eddy.ring.RingMessage.Agreed;
import io.eddy.ring.RingMessage.Exclude;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.RingMessage.Setup;
import io.eddy.ring.RingMessage.Told;
import io.eddy.ring.RingMessage.UpTo;
import io.eddy.ring.Words.Kind;
import io.eddy.sim.Conditions;
import io.eddy.sim.Faults;
import io.eddy.sim.Partition;
import io.eddy.sim.SimHost;
import io.eddy.sim.SimNetwork;
import io.eddy.wire.WireReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the members of a ring say to one another, to be read: a change of the protocol shows as a change of a
 * conversation. {@code mvn -pl core test -Dtest=RingTranscriptTest -Dgolden.update=true} writes them again.
 */
final class RingTranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/eddy/ring");

    /** The same way for every frame: what is added to a conversation must not change the order of the rest. */
    private static final Conditions STEADY =
            Conditions.DEFAULT.withLatency(Duration.ofMillis(20), Duration.ofMillis(20));

    private final List<String> lines = new ArrayList<>();

    @Test
    void aQuietRing() throws IOException {
        SimulatedCircle circle = stand(3);
        step("1 speaks");
        speak(circle, 1);
        step("0 speaks, and 2 at the same time");
        circle.speak(0);
        speak(circle, 2);
        step("2 leaves");
        circle.hosts.get(2).run(member -> member.rings.standing().forEach(Ring::leave));
        seconds(circle, 1);
        step("1 speaks");
        speak(circle, 1);
        assertWritten("quiet");
    }

    @Test
    void aMemberIsLostAndBack() throws IOException {
        SimulatedCircle circle = stand(4);
        step("2 crashes; 1 speaks, and 3");
        circle.hosts.get(2).kill();
        speak(circle, 1);
        speak(circle, 3);
        seconds(circle, 8);
        step("2 is back");
        circle.hosts.get(2).restart();
        seconds(circle, 7);
        assertThat(circle.isQuiet()).isTrue();
        assertWritten("member-lost-and-back");
    }

    @Test
    void aMemberIsLeftOut() throws IOException {
        SimulatedCircle circle = stand(4);
        step("2 crashes");
        circle.hosts.get(2).kill();
        seconds(circle, 125);
        step("3 speaks");
        speak(circle, 3);
        step("2 is back");
        circle.hosts.get(2).restart();
        seconds(circle, 8);
        assertThat(circle.sitter(2).broken).isNotNull();
        assertWritten("member-left-out");
    }

    @Test
    void theDealerIsLostAndBack() throws IOException {
        SimulatedCircle circle = stand(3);
        step("0, the dealer, crashes; 1 speaks");
        circle.hosts.get(0).kill();
        speak(circle, 1);
        seconds(circle, 8);
        step("0 is back");
        circle.hosts.get(0).restart();
        seconds(circle, 7);
        assertThat(circle.isQuiet()).isTrue();
        assertWritten("dealer-lost-and-back");
    }

    @Test
    void twoNeighboursAreLostAtOnce() throws IOException {
        SimulatedCircle circle = stand(5);
        step("2 and 3 crash; 1 speaks");
        circle.hosts.get(2).kill();
        circle.hosts.get(3).kill();
        speak(circle, 1);
        seconds(circle, 8);
        step("3 is back");
        circle.hosts.get(3).restart();
        seconds(circle, 7);
        step("2 stays away");
        seconds(circle, 110);
        assertThat(circle.sitter(4).events).contains("left 2").doesNotContain("left 3");
        assertWritten("two-neighbours-lost");
    }

    @Test
    void twoArePartedFromThree() throws IOException {
        SimulatedCircle circle = stand(5);
        step("0 and 1 do not hear 2, 3 and 4; 1 speaks, and 4");
        Partition parted = circle.network.partition(circle.hosts.subList(0, 2), circle.hosts.subList(2, 5));
        speak(circle, 1);
        speak(circle, 4);
        seconds(circle, 20);
        step("all hear one another");
        parted.heal();
        seconds(circle, 10);
        assertThat(circle.isQuiet()).isTrue();
        step("0 and 1 do not hear 2, 3 and 4 for long");
        circle.network.partition(circle.hosts.subList(0, 2), circle.hosts.subList(2, 5));
        seconds(circle, 170);
        for (int seat = 0; seat < 5; seat++) {
            assertThat(circle.sitter(seat).broken).isNotNull();
        }
        assertWritten("partition");
    }

    /** A ring of so many that stands. */
    private SimulatedCircle stand(int members) {
        SimulatedCircle circle = new SimulatedCircle(new SimNetwork(1, Faults.NONE, STEADY), members);
        circle.network.listen((from, to, frame) -> onFrame(circle, from, to, frame));
        for (int seat = 0; seat < members; seat++) {
            int listener = seat;
            circle.sitter(seat).listener = told -> line(circle, "      * %d is told: %s".formatted(listener, told));
        }
        step("0 founds the ring");
        circle.found();
        seconds(circle, 3);
        assertThat(circle.outcome).isEqualTo("stands");
        return circle;
    }

    private static void speak(SimulatedCircle circle, int seat) {
        circle.speak(seat);
        seconds(circle, 1);
    }

    private static void seconds(SimulatedCircle circle, long seconds) {
        circle.network.runFor(Duration.ofSeconds(seconds));
    }

    private void step(String what) {
        lines.add((lines.isEmpty() ? "" : "\n") + "# " + what);
    }

    private void onFrame(SimulatedCircle circle, PeerId from, SimHost<?> to, byte[] frame) {
        WireReader in = new WireReader(frame);
        if (in.u8() == RingWire.CHANNEL.number()) {
            int speaker = circle.charter.seatOf(from).orElseThrow();
            int listener = circle.charter.seatOf(to.id()).orElseThrow();
            RingMessage message = Objects.requireNonNull(RingWire.TAGS.decode(in));
            line(circle, "%d -> %d: %s".formatted(speaker, listener, written(message)));
        }
    }

    private void line(SimulatedCircle circle, String line) {
        double seconds = circle.network.elapsed().toMillis() / 1_000.0;
        lines.add(String.format(Locale.ROOT, "%5.1f  %s", seconds, line));
    }

    private static String written(RingMessage message) {
        String name = message.getClass().getSimpleName();
        if (message instanceof Setup setup) {
            return name + ", sealed by " + seats(setup.seals().size());
        } else if (message instanceof Told told) {
            return name + " " + written(told.words());
        } else if (message instanceof Numbered numbered) {
            String held = IntStream.range(0, Charter.MAX_MEMBERS)
                    .filter(numbered::isHeldBy)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" "));
            String whose = held.isEmpty() ? "" : ", held by " + held;
            return name + " " + numbered.entry().number() + " "
                    + written(numbered.entry().words()) + whose;
        } else if (message instanceof After after) {
            return name + " " + after.number();
        } else if (message instanceof UpTo upTo) {
            return name + " " + upTo.number();
        } else if (message instanceof Exclude exclude) {
            return name + " " + exclude.seat() + " after " + exclude.after();
        } else if (message instanceof Agreed agreed) {
            return name + " " + agreed.seat() + " after " + agreed.after();
        }
        return name;
    }

    private static String written(Words words) {
        String speech = words.seat() + "." + words.counter() + " " + words.kind();
        if (words.kind() == Kind.SAID) {
            return "(" + speech + " \"" + new String(words.body().array(), StandardCharsets.UTF_8) + "\")";
        }
        return "(" + speech
                + words.leaver().stream().mapToObj(seat -> " " + seat).collect(Collectors.joining()) + ")";
    }

    private static String seats(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    private void assertWritten(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        String account = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, account);
        }
        assertThat(account).isEqualTo(Files.readString(file));
    }
}
