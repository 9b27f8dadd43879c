package io.eddy.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.node.Endpoint;
import io.eddy.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One seed, one run; what is demanded of it; and how a failure is told. */
final class SimNetworkTest {
    private static final Seeds SEEDS =
            new Seeds("core", "SimNetworkTest#afterHealingEverybodyKnowsHowFarAllHaveCome", 50);
    private static final Faults ALL = Faults.only(Fault.values());

    static LongStream seeds() {
        return SEEDS.stream();
    }

    @Test
    void sameSeedGivesTheSameTrace() {
        assertThat(traceOf(42)).isEqualTo(traceOf(42)).isNotEqualTo(traceOf(43));
    }

    @Test
    void keepingTheTraceInWordsDoesNotChangeIt() {
        SimNetwork network = new SimNetwork(42, ALL);
        network.trace().keep(1_000_000);
        ring(network, 6);
        network.runFor(Duration.ofMinutes(2));

        assertThat(network.trace().hash()).isEqualTo(traceOf(42));
        assertThat(network.trace().lines())
                .anyMatch(line -> line.contains(" crash "))
                .anyMatch(line -> line.contains(" fault h3 PAUSE") || line.contains("PAUSE"))
                .anyMatch(line -> line.matches("[0-9.]+ h0 frame h0.10\\.0\\.0\\.\\d:\\d+ \\d+ bytes [0-9a-f]+"));
    }

    @Test
    void anotherVirtualMachineGivesTheSameTrace() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(
                        java,
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2", // Every identity hash is 1: nothing may depend on them.
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.eddy.sim.SimNetworkTest",
                        "42")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).isZero();
        assertThat(told.strip()).isEqualTo(Long.toHexString(traceOf(42)));
    }

    /** Prints the hash of the trace of one seed. */
    public static void main(String[] arguments) {
        System.out.println(Long.toHexString(traceOf(Long.parseLong(arguments[0]))));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void afterHealingEverybodyKnowsHowFarAllHaveCome(long seed) {
        SimNetwork network = new SimNetwork(seed, Faults.of(seed));
        network.replayWith(SEEDS.replay(seed));
        List<SimHost<TallyProgram>> hosts = ring(network, 7);
        network.demand(nobodyKnowsMoreThanIsStored(hosts), 7);
        network.runFor(Duration.ofMinutes(2));

        network.heal();
        network.runFor(Duration.ofSeconds(1));
        hosts.forEach(host -> host.run(program -> program.tally.counting = false));
        network.runUntil("all neighbours know each other's count", Duration.ofSeconds(60), () -> agree(hosts));
    }

    @Test
    void aNodeThatSpeaksBeforeItHasStoredIsFoundOut() {
        assertThatThrownBy(() -> {
                    for (long seed = 0; seed < 50; seed++) {
                        SimNetwork network = new SimNetwork(seed, Faults.only(Fault.CRASH, Fault.SLOW_COMMIT));
                        List<SimHost<TallyProgram>> hosts = ring(network, 7);
                        hosts.forEach(host -> host.program().tally.careless = true);
                        network.demand(nobodyKnowsMoreThanIsStored(hosts));
                        network.runFor(Duration.ofMinutes(2));
                    }
                })
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("nobody knows of a number that its owner has not stored");
    }

    @Test
    void aBrokenInvariantNamesTheSeedTheTimeAndTheCommandThatRepeatsIt() {
        SimNetwork network = new SimNetwork(4711, Faults.NONE);
        network.replayWith("mvn -pl core test -Dtest=X -Dseed=4711");
        List<SimHost<TallyProgram>> hosts = ring(network, 3);
        network.demand(new Invariant(
                "nobody counts to three",
                () -> hosts.get(1).program().tally.own() >= 3 ? hosts.get(1).name() + " did" : null));

        assertThatThrownBy(() -> network.runFor(Duration.ofSeconds(5)))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("seed 4711, at 2.100000 s")
                .hasMessageContaining("\"nobody counts to three\" is broken: h1 did")
                .hasMessageContaining("replay: mvn -pl core test -Dtest=X -Dseed=4711");
    }

    @Test
    void whatDoesNotComeAboutInTimeIsABrokenInvariant() {
        SimNetwork network = new SimNetwork(1, Faults.NONE);

        assertThatThrownBy(() -> network.runUntil("pigs fly", Duration.ofSeconds(30), () -> false))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("seed 1, at 30.000000 s")
                .hasMessageContaining("pigs fly");
        assertThat(network.runUntil(
                        "time passes",
                        Duration.ofSeconds(30),
                        () -> network.elapsed().toSeconds() >= 33))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whatANodeThrowsFailsTheRun() {
        SimNetwork network = new SimNetwork(9, Faults.NONE);
        SimHost<TallyProgram> host = network.add("h", TallyProgram.still());
        network.after(
                Duration.ofSeconds(1),
                () -> host.run(program -> {
                    throw new IllegalArgumentException("a mistake of ours");
                }));

        assertThatThrownBy(() -> network.runFor(Duration.ofSeconds(2)))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("seed 9, at 1.000000 s")
                .hasMessageContaining("a mistake of ours")
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCommandThatIsRefusedThrowsToItsCallerAlone() {
        SimNetwork network = new SimNetwork(9, Faults.NONE);
        SimHost<TallyProgram> host = network.add("h", TallyProgram.still());

        assertThatThrownBy(() -> host.call(program -> Objects.requireNonNull(null, "refused")))
                .hasMessage("refused");
        assertThat(host.<Long>call(program -> program.tally.own())).isZero();
    }

    @Test
    void theWorldAnswersOnlyInATurnOfItsOwn() {
        SimNetwork network = new SimNetwork(9, Faults.NONE);
        SimHost<TallyProgram> one = network.add("one", TallyProgram.still());
        SimHost<TallyProgram> other = network.add("other", TallyProgram.still());
        TallyProgram program = one.program();

        assertThatIllegalStateException().isThrownBy(program.world::now).withMessageContaining("outside a turn");
        assertThatIllegalStateException().isThrownBy(program.tally::increment);
        assertThatIllegalStateException().isThrownBy(() -> other.run(each -> program.world.disarm("timer")));
        assertThatIllegalStateException()
                .isThrownBy(() -> one.run(each -> other.run(nested -> {})))
                .withMessageContaining("between turns");
        assertThatIllegalStateException().isThrownBy(() -> one.run(each -> one.kill()));
        one.run(each -> assertThat(each.world.now()).isEqualTo(each.world.now()));
    }

    @Test
    void onlyTheOwnerOfAKeySignsWithIt() {
        SimNetwork network = new SimNetwork(9, Faults.NONE);
        SimHost<TallyProgram> one = network.add("one", TallyProgram.still());
        SimHost<TallyProgram> other = network.add("other", TallyProgram.still());
        byte[] message = {1, 2, 3};
        byte[] signature = one.call(program -> program.world.sign(message));

        assertThat(signature).hasSize(64);
        assertThat(verifies(other, one, message, signature)).isTrue();
        assertThat(verifies(other, other, message, signature)).isFalse();
        assertThat(verifies(other, one, new byte[] {1, 2, 4}, signature)).isFalse();
        signature[5] ^= 1;
        assertThat(verifies(other, one, message, signature)).isFalse();
        assertThat(Bytes.copyOf(other.call(program -> program.world.sign(message))))
                .isNotEqualTo(Bytes.copyOf(signature));
    }

    @Test
    void aPausedProcessFindsItsTimersOverdueAndFiresThemInOrder() {
        SimNetwork network = new SimNetwork(9, Faults.NONE);
        SimHost<TallyProgram> host = network.add("h", TallyProgram.counting());
        network.runFor(Duration.ofSeconds(1));
        host.pause(Duration.ofSeconds(10));
        network.runFor(Duration.ofSeconds(9));
        assertThat(host.program().tally.own()).isEqualTo(1);
        network.runFor(Duration.ofMillis(1_500));
        assertThat(host.program().tally.own()).as("due at 1.4 s, late at 11 s").isEqualTo(2);
        network.runFor(Duration.ofMillis(500));
        assertThat(host.program().tally.own()).as("and on from there").isEqualTo(3);
    }

    @Test
    void wallClocksJumpAndMonotonicOnesDoNot() {
        SimNetwork network = new SimNetwork(9, Faults.NONE);
        SimHost<TallyProgram> host = network.add("h", TallyProgram.still());
        long wallBefore = host.call(program -> program.world.wallClockMillis());
        var before = host.call(program -> program.world.now());
        network.runFor(Duration.ofSeconds(2));
        host.moveClock(Duration.ofHours(-1));

        assertThat(host.<Long>call(program -> program.world.wallClockMillis()) - wallBefore)
                .isEqualTo(2_000 - 3_600_000);
        assertThat(before.until(host.call(program -> program.world.now()))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aSeedHasItsOwnHalfOfAllFaults() {
        assertThat(Faults.of(5)).isEqualTo(Faults.of(5)).isNotEqualTo(Faults.of(6));
        assertThat(LongStream.range(0, 100)
                        .mapToInt(seed -> Faults.of(seed).rates().size())
                        .average())
                .hasValueCloseTo(Fault.values().length / 2.0, org.assertj.core.data.Offset.offset(1.0));
        assertThat(ALL.without(Fault.CRASH).rate(Fault.CRASH)).isZero();
        assertThat(Faults.NONE.with(Fault.CRASH, 2).rate(Fault.CRASH)).isEqualTo(2);
    }

    private static boolean verifies(SimHost<TallyProgram> by, SimHost<?> of, byte[] message, byte[] signature) {
        return by.call(program -> program.world.verify(of.key(), message, signature));
    }

    private static long traceOf(long seed) {
        SimNetwork network = new SimNetwork(seed, ALL);
        ring(network, 6);
        network.runFor(Duration.ofMinutes(2));
        return network.trace().hash();
    }

    /** Each keeps a link to the one before. */
    private static List<SimHost<TallyProgram>> ring(SimNetwork network, int size) {
        List<SimHost<TallyProgram>> hosts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Endpoint[] before = hosts.isEmpty()
                    ? new Endpoint[0]
                    : new Endpoint[] {hosts.get(i - 1).endpoint()};
            hosts.add(network.add("h" + i, TallyProgram.counting(before)));
        }
        return hosts;
    }

    private static Invariant nobodyKnowsMoreThanIsStored(List<SimHost<TallyProgram>> hosts) {
        return new Invariant("nobody knows of a number that its owner has not stored", () -> {
            for (int i = 1; i < hosts.size(); i++) {
                if (!storedAtLeastWhatIsKnown(hosts.get(i), hosts.get(i - 1))
                        || !storedAtLeastWhatIsKnown(hosts.get(i - 1), hosts.get(i))) {
                    return hosts.get(i) + " or " + hosts.get(i - 1) + " does";
                }
            }
            return null;
        });
    }

    private static boolean storedAtLeastWhatIsKnown(SimHost<TallyProgram> owner, SimHost<TallyProgram> other) {
        return !other.isRunning() || other.program().tally.of(owner.id()) <= stored(owner);
    }

    private static long stored(SimHost<TallyProgram> owner) {
        return owner.durable(Tally.KNOWN).stream()
                .filter(row -> row.peer().equals(owner.id().hex()))
                .mapToLong(Tally.Known::number)
                .findFirst()
                .orElse(0);
    }

    private static boolean agree(List<SimHost<TallyProgram>> hosts) {
        for (int i = 1; i < hosts.size(); i++) {
            Tally one = hosts.get(i).program().tally;
            Tally other = hosts.get(i - 1).program().tally;
            if (one.of(hosts.get(i - 1).id()) != stored(hosts.get(i - 1))
                    || other.of(hosts.get(i).id()) != stored(hosts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
