package io.eddy.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.sim.Partition;
import io.eddy.sim.SimHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many peers together, by the bars of protocols.md F.2, at a size that a build can bear. */
final class OverlaySimulationTest {
    private static final int PEERS = 200;
    private static final Duration BETWEEN_JOINS = Duration.ofMillis(5);
    private static final Duration SETTLING = Duration.ofSeconds(75);
    private static final Duration HEALING = Duration.ofSeconds(65);

    @ParameterizedTest(name = "{0} peers")
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 10, 20})
    void fewPeersAreOneNetworkInWhichEachHasTwoNeighboursAtLeast(int peers) {
        for (long seed = 0; seed < 5; seed++) {
            SimulatedMesh mesh = SimulatedMesh.joined(seed, peers, BETWEEN_JOINS);
            mesh.network.runFor(SETTLING);
            Topology topology = mesh.topology();
            assertThat(topology.components()).as("seed %d: %s", seed, topology).isEqualTo(1);
            assertThat(topology.leastDegree())
                    .as("seed %d: %s", seed, topology)
                    .isGreaterThanOrEqualTo(Math.min(2, peers - 1));
            assertThat(mesh.lastingMismatches()).as("seed %d", seed).isZero();
        }
    }

    @Test
    void whatOneRunDoesTheSameSeedDoesAgain() {
        assertThat(traceOf(3)).isEqualTo(traceOf(3)).isNotEqualTo(traceOf(4));
    }

    @Test
    void manyPeersAreOneNetworkLikeARandomGraph() {
        SimulatedMesh mesh = SimulatedMesh.joined(1, PEERS, BETWEEN_JOINS);
        mesh.network.runFor(SETTLING);
        Topology topology = mesh.topology();
        assertThat(topology.components()).as("%s", topology).isEqualTo(1);
        assertThat(topology.leastDegree()).as("%s", topology).isGreaterThanOrEqualTo(3);
        assertThat(topology.shareOfDegree(5)).as("%s", topology).isGreaterThanOrEqualTo(0.9);
        // A random graph of 200 peers with five neighbours each has paths of about 3.5.
        assertThat(topology.meanPath()).as("%s", topology).isLessThan(4.2);
        assertThat(mesh.lastingMismatches()).isZero();
    }

    @Test
    void aJoinStormThroughOneContactMakesNoChain() {
        SimulatedMesh mesh = new SimulatedMesh(2, OverlayConfig.DEFAULT);
        mesh.storm(PEERS, BETWEEN_JOINS);
        mesh.network.runFor(SETTLING);
        Topology topology = mesh.topology();
        assertThat(topology.components()).as("%s", topology).isEqualTo(1);
        assertThat(topology.meanPath()).as("%s", topology).isLessThan(4.5);
        assertThat(topology.eccentricity()).as("%s", topology).isLessThanOrEqualTo(10);
        assertThat(mesh.hosts.get(0).program().overlay.tally().redirected()).isGreaterThan(50);
    }

    @ParameterizedTest(name = "{0} of all vanish at once")
    @CsvSource({"0.5, 8", "0.8, 10", "0.95, 15"})
    void thoseWhoAreLeftAreOneNetworkAgain(double share, int boundSeconds) {
        SimulatedMesh mesh = SimulatedMesh.joined(5, PEERS, BETWEEN_JOINS);
        mesh.network.runFor(SETTLING);
        mesh.crash(share);
        mesh.awaitWhole(Duration.ofSeconds(boundSeconds));
        mesh.network.runFor(SETTLING);
        Topology topology = mesh.topology();
        assertThat(topology.components()).as("%s", topology).isEqualTo(1);
        assertThat(topology.leastDegree()).as("%s", topology).isGreaterThanOrEqualTo(2);
        assertThat(mesh.lastingMismatches()).isZero();
    }

    @Test
    void withNobodyToAskTheAddressBookIsEnough() {
        SimulatedMesh mesh = SimulatedMesh.joined(6, PEERS, BETWEEN_JOINS);
        mesh.network.runFor(Duration.ofMinutes(2));
        mesh.managed = false;
        mesh.crash(0.8);
        mesh.awaitWhole(HEALING);
    }

    @ParameterizedTest(name = "{1} % after {0} s")
    @CsvSource({"30,50", "120,50", "900,50", "30,90", "900,90"})
    void partsThatWereCutOffFindEachOtherAgain(int seconds, int percent) {
        SimulatedMesh mesh = SimulatedMesh.joined(7, PEERS, BETWEEN_JOINS);
        mesh.network.runFor(Duration.ofMinutes(1));
        assertThat(mesh.topology().components()).isEqualTo(1);
        List<SimHost<OverlayPeer>> all = mesh.hosts;
        int one = PEERS * percent / 100;
        Partition cut = mesh.network.partition(all.subList(0, one), all.subList(one, PEERS));
        mesh.network.runFor(Duration.ofSeconds(seconds));
        assertThat(mesh.topology().components()).isEqualTo(2);
        cut.heal();
        mesh.awaitWhole(HEALING);
    }

    @Test
    void onePeerThatRestartsIsBackByItsAddressBookAlone() {
        SimulatedMesh mesh = SimulatedMesh.joined(8, 20, BETWEEN_JOINS);
        mesh.network.runFor(Duration.ofMinutes(1));
        mesh.managed = false;
        SimHost<OverlayPeer> host = mesh.hosts.get(11);
        host.kill();
        mesh.network.runFor(Duration.ofSeconds(10));
        host.restart();
        mesh.awaitWhole(HEALING);
    }

    private static long traceOf(long seed) {
        SimulatedMesh mesh = SimulatedMesh.joined(seed, 20, BETWEEN_JOINS);
        mesh.network.runFor(SETTLING);
        mesh.crash(0.5);
        mesh.network.runFor(SETTLING);
        return mesh.network.trace().hash();
    }
}
