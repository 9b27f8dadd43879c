package io.eddy.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.atlas.Chart.State;
import io.eddy.node.PeerId;
import io.eddy.sim.Partition;
import io.eddy.sim.SimHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What peers know of each other over a fixed graph, with the real links and the real encoding. */
final class AtlasSimulationTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource({"2,1", "20,1", "20,2", "100,1"})
    void everyChartIsSoonComplete(int peers, long seed) {
        SimulatedCountry country = new SimulatedCountry(seed, peers);
        country.network.runUntil("every chart is complete", A_MINUTE, () -> country.everyChart(country::isComplete));
    }

    @Test
    @Tag("soak")
    void aThousandPeersKnowEachOtherAndWhoOfThemIsGone() {
        SimulatedCountry country = new SimulatedCountry(8, 1_000);
        country.network.runFor(Duration.ofMinutes(2));
        assertThat(country.everyChart(country::isComplete)).isTrue();
        SimHost<AtlasPeer> gone = country.hosts.get(500);
        gone.losePower();
        country.network.runFor(A_MINUTE);
        assertThat(country.everyChart(chart -> stateOf(chart, gone.id()) == State.OFFLINE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"20,3", "100,2"})
    void everybodySeesAChangeWithinHalfAMinute(int peers, long seed) {
        SimulatedCountry country = complete(seed, peers);
        country.network.runFor(A_MINUTE);
        SimHost<AtlasPeer> one = country.hosts.get(peers / 2);
        one.run(peer -> peer.atlas.playing(true));
        country.network.runUntil(
                "everybody sees it",
                Duration.ofSeconds(30),
                () -> country.everyChart(chart -> stateOf(chart, one.id()) == State.PLAYING));
    }

    @Test
    void aHundredPeersCostLittle() {
        SimulatedCountry country = complete(3, 100);
        country.network.runFor(A_MINUTE);
        long before = country.bytes;
        country.network.runFor(Duration.ofMinutes(5));
        assertThat((country.bytes - before) / 300 / 100)
                .as("bytes a second of each")
                .isLessThan(1_200);
    }

    @Test
    void whoCrashesIsOfflineWithinAMinuteAndThenForgotten() {
        SimulatedCountry country = complete(4, 20);
        SimHost<AtlasPeer> gone = country.hosts.get(7);
        country.network.runFor(A_MINUTE);
        gone.losePower();
        country.network.runUntil(
                "it is offline on every chart",
                A_MINUTE,
                () -> country.everyChart(chart -> stateOf(chart, gone.id()) == State.OFFLINE));
        country.network.runUntil(
                "it is on no chart",
                Duration.ofSeconds(200),
                () -> country.everyChart(chart -> chart.node(gone.id()).isEmpty()));
        country.network.runFor(Duration.ofMinutes(10));
        assertThat(country.everyChart(chart -> chart.node(gone.id()).isEmpty())).isTrue();
        assertThat(country.everyChart(country::isComplete)).isTrue();
    }

    @Test
    void whoComesBackIsSeenAgain() {
        SimulatedCountry country = complete(5, 20);
        SimHost<AtlasPeer> one = country.hosts.get(3);
        one.kill();
        country.network.runFor(Duration.ofMinutes(5));
        one.restart();
        country.network.runUntil("every chart is complete", A_MINUTE, () -> country.everyChart(country::isComplete));
    }

    @ParameterizedTest
    @CsvSource({"1", "15"})
    void halvesThatMeetAgainKnowEachOther(int minutes) {
        SimulatedCountry country = complete(6, 20);
        List<SimHost<AtlasPeer>> one = country.hosts.subList(0, 10);
        List<SimHost<AtlasPeer>> other = country.hosts.subList(10, 20);
        country.network.runFor(A_MINUTE);
        Partition partition = country.network.partition(one, other);
        country.network.runUntil(
                "nobody shows the other half as being there",
                A_MINUTE,
                () -> country.everyChart(chart -> chart.nodes().stream()
                                .filter(node -> node.state() != State.OFFLINE)
                                .count()
                        == 10));
        country.network.runFor(Duration.ofMinutes(minutes));
        partition.heal();
        country.network.runUntil("every chart is complete", A_MINUTE, () -> country.everyChart(country::isComplete));
    }

    @Test
    void inAnAtlasThatIsFullWhatIsKeptStaysFresh() {
        SimulatedCountry country = new SimulatedCountry(7, 60, new AtlasConfig.Limits(20, 20, 1_200));
        country.network.runFor(Duration.ofMinutes(10));
        for (SimHost<AtlasPeer> host : country.hosts) {
            Chart chart = country.chartOf(host);
            assertThat(chart.nodes()).hasSizeBetween(10, 20);
            assertThat(chart.nodes()).noneMatch(node -> node.state() == State.OFFLINE);
            assertThat(chart.oldest()).isLessThan(Duration.ofMinutes(3));
        }
    }

    private static SimulatedCountry complete(long seed, int peers) {
        SimulatedCountry country = new SimulatedCountry(seed, peers);
        country.network.runUntil("every chart is complete", A_MINUTE, () -> country.everyChart(country::isComplete));
        return country;
    }

    private static State stateOf(Chart chart, PeerId peer) {
        return chart.node(peer).map(Chart.Node::state).orElse(State.OFFLINE);
    }
}
