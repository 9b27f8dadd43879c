package io.eddy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.directory.KnownPeer;
import io.eddy.directory.KnownPeer.Whereabouts;
import io.eddy.directory.PeerState;
import io.eddy.directory.Via;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerListTest {
    private static final long NOW = RecordingScreen.CLOCK.millis();
    private static final Endpoint ADDRESS = new Endpoint("192.168.1.31", 49152);
    private static final List<KnownPeer> PEERS = List.of(
            new KnownPeer(
                    0,
                    "alice",
                    new PeerId(1, 0, 0, 0),
                    PeerState.FREE,
                    List.of(Via.SELF),
                    new Whereabouts(Optional.of(ADDRESS), NOW)),
            new KnownPeer(
                    1,
                    "bob",
                    new PeerId(2, 0, 0, 0),
                    PeerState.PLAYING,
                    List.of(Via.LAN, Via.MANAGER),
                    new Whereabouts(Optional.of(ADDRESS), NOW)),
            new KnownPeer(
                    2,
                    "d\u202eora",
                    new PeerId(3, 0, 0, 0),
                    PeerState.OFFLINE,
                    List.of(Via.MANAGER),
                    new Whereabouts(
                            Optional.empty(), NOW - Duration.ofMinutes(12).toMillis())));

    @Test
    void aPersonSeesATable() {
        assertThat(RecordingScreen.text(PeerList.report("users", PEERS))).isEqualTo("""
                  #  name        state    known by      address             last seen
                  0  alice       free     (you)         192.168.1.31:49152  \n\
                  1  bob         playing  lan, manager  192.168.1.31:49152  now
                  2  d\\u202eora  offline  manager       -                   12 min ago
                """);
    }

    @Test
    void aScriptReadsTheFieldsOfTheContract() {
        assertThat(RecordingScreen.json(PeerList.report("players", PEERS.subList(1, 2))))
                .isEqualTo("{\"event\":\"players\",\"players\":[{\"index\":1,\"name\":\"bob\",\"peer\":\""
                        + PEERS.get(1).peer().hex()
                        + "\",\"state\":\"playing\",\"via\":[\"lan\",\"manager\"],\"address\":\"192.168.1.31:49152\","
                        + "\"last_seen\":" + NOW + "}]}");
    }

    @Test
    void whatIsNotKnownIsNull() {
        KnownPeer unseen = new KnownPeer(
                3,
                "eve",
                new PeerId(4, 0, 0, 0),
                PeerState.OFFLINE,
                List.of(Via.MESH),
                new Whereabouts(Optional.empty(), 0));

        assertThat(RecordingScreen.json(PeerList.report("users", List.of(unseen))))
                .contains("\"address\":null,\"last_seen\":null");
    }

    @Test
    void timesPastAreRoundedDown() {
        assertThat(PeerList.ago(Duration.ofSeconds(-3))).isEqualTo("0 s ago");
        assertThat(PeerList.ago(Duration.ofSeconds(59))).isEqualTo("59 s ago");
        assertThat(PeerList.ago(Duration.ofMinutes(59))).isEqualTo("59 min ago");
        assertThat(PeerList.ago(Duration.ofHours(23))).isEqualTo("23 h ago");
        assertThat(PeerList.ago(Duration.ofHours(49))).isEqualTo("2 d ago");
    }
}
