package io.eddy.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.ManagerEvent;
import io.eddy.ManagerStatus;
import io.eddy.daemon.RecordingScreen;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.GameLine;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagerReportsTest {
    private static final PeerId BOB = new PeerId(0x4f2a9c1e77d0aa01L, 2, 3, 4);
    private static final RingId GAME = new RingId(Bytes.fromHex("7f3a00112233445566778899aabbccdd"));
    private static final Endpoint ADDRESS = new Endpoint("192.168.1.31", 49152);

    @Test
    void whatHappensToPlayersIsTold() {
        String fields = "\"name\":\"bob\",\"peer\":\"" + BOB.hex() + "\",\"address\":\"192.168.1.31:49152\"}";

        assertThat(RecordingScreen.json(ManagerReports.of(new ManagerEvent.PlayerRegistered("bob", BOB, ADDRESS))))
                .isEqualTo("{\"event\":\"player_registered\"," + fields);
        assertThat(RecordingScreen.json(ManagerReports.of(new ManagerEvent.PlayerDeregistered("bob", BOB, ADDRESS))))
                .isEqualTo("{\"event\":\"player_deregistered\"," + fields);
        assertThat(RecordingScreen.json(ManagerReports.of(new ManagerEvent.PlayerLost("bob", BOB, ADDRESS))))
                .isEqualTo("{\"event\":\"player_lost\"," + fields);
    }

    @Test
    void aPersonSeesOneLine() {
        assertThat(RecordingScreen.text(ManagerReports.of(new ManagerEvent.PlayerLost("bob", BOB, ADDRESS))))
                .isEqualTo("14:02  bob       is offline  192.168.1.31:49152\n");
    }

    @Test
    void readyNamesTheRealAddress() {
        assertThat(RecordingScreen.json(ManagerReports.ready(BOB, ADDRESS)))
                .isEqualTo("{\"event\":\"ready\",\"name\":\"manager\",\"id\":\"" + BOB.hex()
                        + "\",\"listen\":\"192.168.1.31:49152\",\"version\":\"unreleased\"}");
    }

    @Test
    void whatHappensToGamesIsTold() {
        ManagerEvent started = new ManagerEvent.GameStarted(GAME, List.of("alice", "bob"));
        ManagerEvent ended = new ManagerEvent.GameEnded(GAME, List.of("alice", "bob"), "all are gone");

        assertThat(RecordingScreen.json(ManagerReports.of(started)))
                .isEqualTo("{\"event\":\"game_started\",\"game\":\"7f3a00112233445566778899aabbccdd\","
                        + "\"players\":[\"alice\",\"bob\"]}");
        assertThat(RecordingScreen.json(ManagerReports.of(ended)))
                .isEqualTo("{\"event\":\"game_ended\",\"game\":\"7f3a00112233445566778899aabbccdd\","
                        + "\"players\":[\"alice\",\"bob\"],\"reason\":\"all are gone\"}");
        assertThat(RecordingScreen.text(ManagerReports.of(started)))
                .isEqualTo("14:02  game 7f3a  started  alice, bob\n");
        assertThat(RecordingScreen.text(ManagerReports.of(ended)))
                .isEqualTo("14:02  game 7f3a  ended  alice, bob  (all are gone)\n");
    }

    @Test
    void noGamesAreAnEmptyList() {
        assertThat(RecordingScreen.json(ManagerReports.games(List.of())))
                .isEqualTo("{\"event\":\"games\",\"games\":[]}");
        assertThat(RecordingScreen.text(ManagerReports.games(List.of()))).isEqualTo("  no game is running\n");
    }

    @Test
    void gamesAreListedWithTheirPlayersAndWithoutWhatAManagerCannotKnow() {
        List<GameLine> games = List.of(new GameLine(GAME, "gofish", List.of("alice", "bob")));

        assertThat(RecordingScreen.json(ManagerReports.games(games)))
                .isEqualTo("{\"event\":\"games\",\"games\":[{\"game\":\"7f3a00112233445566778899aabbccdd\","
                        + "\"kind\":\"gofish\",\"players\":[\"alice\",\"bob\"],\"turn\":null,\"books\":null}]}");
        assertThat(RecordingScreen.text(ManagerReports.games(games)))
                .isEqualTo("  game  kind    players\n  7f3a  gofish  alice, bob\n");
    }

    @Test
    void statusHoldsTheSameFactsForBoth() {
        ManagerStatus status = new ManagerStatus(BOB, ADDRESS, 3, 2, 1, 4, Map.of("malformed", 7L));

        assertThat(RecordingScreen.json(ManagerReports.of(status)))
                .isEqualTo("{\"event\":\"status\",\"id\":\"" + BOB.hex() + "\",\"listen\":\"192.168.1.31:49152\","
                        + "\"registered\":3,\"online\":2,\"games\":1,\"links\":4,\"counters\":{\"malformed\":7}}");
        assertThat(RecordingScreen.text(ManagerReports.of(status))).contains("3, 2 online", "malformed", "7");
    }
}
