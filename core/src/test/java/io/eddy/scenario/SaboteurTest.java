package io.eddy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.PeerNode;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The harm of hostile peers is done, and noticed by the honest ones. */
final class SaboteurTest {
    private static final int PEERS = 60;
    private static final int WORDS = 80;
    private static MeshNetwork mesh;

    @BeforeAll
    static void run() {
        mesh = new MeshNetwork(3, PEERS, Scenario.HOSTILE10);
        for (int i = 0; i < PEERS; i++) {
            mesh.join();
            mesh.network.runFor(Duration.ofMillis(50));
        }
        mesh.network.runFor(Duration.ofSeconds(30));
        for (int i = 0; i < WORDS; i++) {
            mesh.broadcast(sender -> number -> true);
            mesh.network.runFor(Duration.ofMillis(500));
        }
        mesh.network.runFor(Duration.ofSeconds(10));
    }

    @Test
    void everybodyHonestHearsEverything() {
        assertThat(mesh.liveNumbers().cardinality()).isLessThan(PEERS);
        assertThat(mesh.broadcasts.since(0))
                .hasSize(WORDS)
                .allSatisfy(word -> assertThat(word.missed(word.owed)).isZero());
        assertThat(mesh.broadcasts.duplicates()).isZero();
        assertThat(mesh.topology().components()).isEqualTo(1);
    }

    @Test
    void forgedWordsEndTheLink() {
        assertThat(counted(peer -> peer.node().counters().violations())).isPositive();
    }

    @Test
    void walksThatNeverEndAreCutShort() {
        assertThat(counted(peer -> peer.mesh().overlay().tally().hopsClamped())).isPositive();
    }

    @Test
    void addressesThatNobodySignedAreNotTaken() {
        assertThat(counted(peer -> peer.mesh().overlay().tally().badRecords())).isPositive();
    }

    @Test
    void whatIsSaidAgainIsKnown() {
        assertThat(counted(peer -> peer.mesh().gossip().tally().duplicates())).isGreaterThan(WORDS);
    }

    private static long counted(ToLongFunction<PeerNode> counter) {
        return mesh.liveNumbers().stream()
                .mapToLong(number -> counter.applyAsLong(mesh.host(number).program().peer))
                .sum();
    }
}
