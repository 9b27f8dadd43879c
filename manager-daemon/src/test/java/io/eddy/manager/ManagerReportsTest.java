package io.eddy.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.ManagerEvent;
import io.eddy.ManagerStatus;
import io.eddy.daemon.RecordingScreen;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagerReportsTest {
    private static final PeerId BOB = new PeerId(0x4f2a9c1e77d0aa01L, 2, 3, 4);
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
    void noGamesAreAnEmptyList() {
        assertThat(RecordingScreen.json(ManagerReports.noGames())).isEqualTo("{\"event\":\"games\",\"games\":[]}");
    }

    @Test
    void statusHoldsTheSameFactsForBoth() {
        ManagerStatus status = new ManagerStatus(BOB, ADDRESS, 3, 2, 4, Map.of("malformed", 7L));

        assertThat(RecordingScreen.json(ManagerReports.of(status)))
                .isEqualTo("{\"event\":\"status\",\"id\":\"" + BOB.hex() + "\",\"listen\":\"192.168.1.31:49152\","
                        + "\"registered\":3,\"online\":2,\"links\":4,\"counters\":{\"malformed\":7}}");
        assertThat(RecordingScreen.text(ManagerReports.of(status))).contains("3, 2 online", "malformed", "7");
    }
}
