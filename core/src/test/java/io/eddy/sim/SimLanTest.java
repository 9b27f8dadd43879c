package io.eddy.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What multicasts do on a simulated LAN. */
final class SimLanTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String TEXT = "hello, everybody";

    @Test
    void theHostsOfALanHearEachOtherAndThemselvesAndNobodyElseDoes() {
        SimNetwork network = new SimNetwork(1, Faults.NONE);
        SimLan lan = network.addLan();
        SimHost<CryProgram> alice = lan.add("alice", CryProgram::still);
        SimHost<CryProgram> bob = lan.add("bob", CryProgram::still);
        SimHost<CryProgram> elsewhere = network.addLan().add("elsewhere", CryProgram::still);
        SimHost<CryProgram> nowhere = network.add("nowhere", CryProgram::still);
        alice.run(program -> program.crier().cry(TEXT));
        nowhere.run(program -> program.crier().cry("into the void"));
        network.runFor(SECOND);

        assertThat(heard(alice)).containsExactly(TEXT);
        assertThat(heard(bob)).containsExactly(TEXT);
        assertThat(heard(elsewhere)).isEmpty();
        assertThat(heard(nowhere)).isEmpty();
        assertThat(bob.program().crier().from).singleElement().satisfies(from -> {
            assertThat(from.host()).isEqualTo(alice.endpoint().host());
            assertThat(from.port()).isNotEqualTo(alice.endpoint().port());
        });
    }

    @Test
    void whatIsSaidAtTheStartIsHeard() {
        SimNetwork network = new SimNetwork(1, Faults.NONE);
        SimLan lan = network.addLan();
        SimHost<CryProgram> alice = lan.add("alice", CryProgram::still);
        lan.add("bob", CryProgram::crying);
        network.runFor(Duration.ofMillis(500));
        assertThat(heard(alice)).containsExactly("cry 1");
    }

    @Test
    void aDatagramTakesTheLatencyOfItsPair() {
        SimNetwork network = new SimNetwork(
                1, Faults.NONE, Conditions.DEFAULT.withLatency(Duration.ofMillis(50), Duration.ofMillis(60)));
        SimLan lan = network.addLan();
        SimHost<CryProgram> alice = lan.add("alice", CryProgram::still);
        SimHost<CryProgram> bob = lan.add("bob", CryProgram::still);
        alice.run(program -> program.crier().cry(TEXT));
        network.runFor(Duration.ofMillis(1));
        assertThat(heard(alice)).as("itself").containsExactly(TEXT);
        network.runFor(Duration.ofMillis(48));
        assertThat(heard(bob)).isEmpty();
        network.runFor(Duration.ofMillis(20));
        assertThat(heard(bob)).containsExactly(TEXT);
    }

    @Test
    void aPartitionCutsALanAndWhatWasSaidMeanwhileIsLost() {
        SimNetwork network = new SimNetwork(1, Faults.NONE);
        SimLan lan = network.addLan();
        SimHost<CryProgram> alice = lan.add("alice", CryProgram::still);
        SimHost<CryProgram> bob = lan.add("bob", CryProgram::still);
        Partition partition = network.partitionOneWay(List.of(alice), List.of(bob));
        alice.run(program -> program.crier().cry("lost"));
        bob.run(program -> program.crier().cry("passes"));
        network.runFor(SECOND);
        partition.heal();
        alice.run(program -> program.crier().cry("heard again"));
        network.runFor(SECOND);
        assertThat(heard(alice)).containsExactly("lost", "passes", "heard again");
        assertThat(heard(bob)).containsExactly("passes", "heard again");
    }

    @Test
    void whoIsOffOrTakesNothingMissesItAndWhoStandsStillHearsItLater() {
        SimNetwork network = new SimNetwork(1, Faults.NONE);
        SimLan lan = network.addLan();
        SimHost<CryProgram> alice = lan.add("alice", CryProgram::still);
        SimHost<CryProgram> off = lan.add("off", CryProgram::still);
        SimHost<CryProgram> deaf = lan.add("deaf", CryProgram::still);
        SimHost<CryProgram> still = lan.add("still", CryProgram::still);
        off.losePower();
        deaf.stopReading(Duration.ofSeconds(2));
        still.pause(Duration.ofSeconds(2));
        alice.run(program -> program.crier().cry(TEXT));
        network.runFor(SECOND);
        assertThat(heard(still)).isEmpty();
        off.restart();
        network.runFor(Duration.ofSeconds(2));
        assertThat(heard(off)).isEmpty();
        assertThat(heard(deaf)).isEmpty();
        assertThat(heard(still)).containsExactly(TEXT);
    }

    @Test
    void aHostCanBePutOnAnotherLan() {
        SimNetwork network = new SimNetwork(1, Faults.NONE);
        SimLan one = network.addLan();
        SimLan other = network.addLan();
        SimHost<CryProgram> alice = one.add("alice", CryProgram::still);
        SimHost<CryProgram> bob = other.add("bob", CryProgram::still);
        other.connect(alice);
        bob.run(program -> program.crier().cry("welcome"));
        network.runFor(SECOND);
        other.disconnect(alice);
        bob.run(program -> program.crier().cry("where are you?"));
        network.runFor(SECOND);
        assertThat(heard(alice)).containsExactly("welcome");
    }

    @Test
    void datagramsAreLostAndDoubledAndLateAndGarbledAtTheirRates() {
        SimNetwork network = new SimNetwork(
                7,
                Faults.NONE
                        .with(Fault.LOST_DATAGRAM, 0.2)
                        .with(Fault.DOUBLED_DATAGRAM, 0.2)
                        .with(Fault.LATE_DATAGRAM, 0.1)
                        .with(Fault.GARBLED_DATAGRAM, 0.1));
        SimLan lan = network.addLan();
        SimHost<CryProgram> alice = lan.add("alice", CryProgram::still);
        SimHost<CryProgram> bob = lan.add("bob", CryProgram::still);
        for (int i = 0; i < 1_000; i++) {
            int number = 1_000 + i;
            alice.run(program -> program.crier().cry("word " + number));
            network.runFor(Duration.ofMillis(20));
        }
        network.runFor(Duration.ofSeconds(5));
        List<String> heard = heard(bob);
        List<String> whole =
                heard.stream().filter(text -> text.matches("word \\d{4}")).toList();
        Set<String> distinct = new TreeSet<>(whole);
        assertThat(heard).hasSizeBetween(900, 1_020);
        assertThat(heard.size() - whole.size()).as("garbled").isBetween(50, 150);
        assertThat(whole.size() - distinct.size()).as("doubled").isBetween(80, 220);
        assertThat(distinct).hasSizeBetween(680, 790);
        assertThat(whole).isNotEqualTo(whole.stream().sorted().toList());
    }

    @Test
    void sameSeedGivesTheSameTrace() {
        assertThat(traceOf(42)).isEqualTo(traceOf(42)).isNotEqualTo(traceOf(43));
    }

    @Test
    void aMulticastIsSaidInATurn() {
        SimNetwork network = new SimNetwork(1, Faults.NONE);
        SimHost<CryProgram> alice = network.addLan().add("alice", CryProgram::still);
        CryProgram program = alice.program();
        assertThatIllegalStateException().isThrownBy(() -> program.crier().cry(TEXT));
    }

    private static long traceOf(long seed) {
        SimNetwork network = new SimNetwork(seed, Faults.only(Fault.values()));
        SimLan lan = network.addLan();
        for (int i = 0; i < 6; i++) {
            lan.add("h" + i, CryProgram::crying);
        }
        network.runFor(Duration.ofMinutes(1));
        return network.trace().hash();
    }

    private static List<String> heard(SimHost<CryProgram> host) {
        return host.program().crier().heard;
    }
}
