package io.eddy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.PeerNode;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The harm of hostile peers is done, and noticed by the honest ones. */
final class SaboteurTest {
    private static final int PEERS = 60;
    private static final int WORDS = 150;
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
    void whoSaysEverythingAgainSaysItLater() {
        Saboteur saboteur = new Saboteur(Saboteur.Harm.REPLAY, new SplittableRandom(1));
        int[] last = new int[100];
        int again = 0;
        for (int word = 0; word < last.length; word++) {
            for (byte[] said : saboteur.of(new byte[] {6, 1, 1, (byte) word})) {
                again += said[3] < word ? 1 : 0;
                last[said[3]] = word;
            }
        }
        assertThat(again).isGreaterThan(75);
        assertThat(IntStream.range(0, last.length).map(word -> last[word] - word))
                .anyMatch(later -> later > 5);
    }

    @Test
    void whoNeverGivesIsFoundOut() {
        assertThat(counted(peer -> peer.mesh().gossip().tally().useless())).isPositive();
    }

    private static long counted(ToLongFunction<PeerNode> counter) {
        return mesh.liveNumbers().stream()
                .mapToLong(number -> counter.applyAsLong(mesh.host(number).program().peer))
                .sum();
    }
}
