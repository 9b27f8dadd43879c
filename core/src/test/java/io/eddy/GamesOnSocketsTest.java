package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eddy.game.GameEvent;
import io.eddy.game.GameEvent.Aborted;
import io.eddy.game.GameEvent.Over;
import io.eddy.ring.RingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole games between peers on loopback. */
final class GamesOnSocketsTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Test
    void threeGamesOneAfterAnotherWithoutARestart() {
        try (LocalNetwork network = LocalNetwork.ofPeers(4)) {
            network.peers().forEach(peer -> peer.auto(true).join());
            for (int round = 1; round <= 3; round++) {
                RingId game = network.peer("peer" + round)
                        .startGame("gofish", 3, List.of())
                        .join();
                // The next one starts it the moment its own game is over: all must be free by then.
                awaitEnd(network, "peer" + (round + 1), game);
                assertThat(overs(network, "peer" + (round + 1), game))
                        .singleElement()
                        .satisfies(over -> {
                            assertThat(over.findings()).isEmpty();
                            assertThat(over.books()).hasSize(4);
                            assertThat(over.books().values().stream()
                                            .mapToInt(Integer::intValue)
                                            .sum())
                                    .isEqualTo(13);
                        });
            }
        }
    }

    @Test
    void twoGamesAtOnceAmongEightPeers() {
        try (LocalNetwork network = LocalNetwork.ofPeers(8)) {
            network.peers().forEach(peer -> peer.auto(true).join());
            RingId one = network.peer("peer1").startGame("gofish", 3, List.of()).join();
            List<String> playing = network.manager().games().join().get(0).players();
            String other = network.peers().stream()
                    .map(Peer::name)
                    .filter(name -> !playing.contains(name))
                    .findFirst()
                    .orElseThrow();
            RingId two = network.peer(other).startGame("gofish", 3, List.of()).join();
            for (Peer peer : network.peers()) {
                await().atMost(LONG_ENOUGH)
                        .until(() -> Stream.of(one, two)
                                .anyMatch(game ->
                                        !overs(network, peer.name(), game).isEmpty()));
            }
        }
    }

    @Test
    void whatCannotBeStartedIsRefusedWithTheReason() {
        try (LocalNetwork network = LocalNetwork.ofPeers(3)) {
            Peer peer = network.peer("peer1");
            assertThatThrownBy(() -> peer.startGame("gofish", 5, List.of()).join())
                    .hasMessageContaining("1 to 4 others, not 5");
            assertThatThrownBy(() -> peer.startGame("chess", 1, List.of()).join())
                    .hasMessageContaining("there is no game chess");
            assertThatThrownBy(() -> peer.startGame("gofish", 4, List.of()).join())
                    .hasMessageContaining("free");
            assertThatThrownBy(() -> peer.startGame("gofish", 1, List.of("zoe")).join())
                    .hasMessageContaining("no peer is named zoe");
            RingId game = peer.startGame("gofish", 1, List.of("peer2")).join();
            assertThatThrownBy(() -> network.peer("peer3")
                            .startGame("gofish", 1, List.of("peer2"))
                            .join())
                    .hasMessageContaining("peer2");
            assertThatThrownBy(() -> network.peer("peer2").deregister().join()).hasMessageContaining("game");
            assertThatThrownBy(() ->
                            network.peer("peer2").endGame(Optional.empty()).join())
                    .hasMessageContaining("peer1");
            assertThat(peer.endGame(Optional.empty()).join()).isEqualTo(game);
            await().atMost(LONG_ENOUGH)
                    .until(() -> games(network, "peer2").stream().anyMatch(Aborted.class::isInstance));
            assertThat(network.peer("peer3")
                            .startGame("gofish", 1, List.of("peer2"))
                            .join())
                    .isNotEqualTo(game);
        }
    }

    private static void awaitEnd(LocalNetwork network, String name, RingId game) {
        await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !overs(network, name, game).isEmpty());
    }

    private static List<Over> overs(LocalNetwork network, String name, RingId game) {
        return games(network, name).stream()
                .filter(Over.class::isInstance)
                .map(Over.class::cast)
                .filter(over -> over.game().equals(game))
                .toList();
    }

    private static List<GameEvent> games(LocalNetwork network, String name) {
        return network.events(name).stream()
                .filter(PeerEvent.InGame.class::isInstance)
                .map(event -> ((PeerEvent.InGame) event).event())
                .toList();
    }
}
