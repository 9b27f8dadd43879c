package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.Fingerprints;
import io.eddy.PeerEvent;
import io.eddy.PeerEvent.Delivered;
import io.eddy.PeerEvent.MessageReceived;
import io.eddy.PeerEvent.NameContested;
import io.eddy.PeerStatus;
import io.eddy.PeerStatus.LinkLine;
import io.eddy.PeerStatus.ManagerLine;
import io.eddy.RoomView;
import io.eddy.directory.Contest;
import io.eddy.directory.Via;
import io.eddy.entry.MessageId;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeerReportsTest {
    private static final PeerId ALICE = new PeerId(0x0b1c2d3e00000000L, 0, 0, 1);
    private static final PeerId BOB = new PeerId(0x4f2a9c1e77d0aa01L, 2, 3, 4);
    private static final MessageId MESSAGE = new MessageId(BOB, 0xc3a6170f5e2b44L, 17);
    private static final Endpoint MANAGER = new Endpoint("127.0.0.1", 5050);

    /** A minute before it is shown. */
    private static final long SAID = Instant.parse("2026-11-21T14:01:00Z").toEpochMilli();

    private final PeerReports reports = new PeerReports(new Myself(() -> "alice", () -> ALICE));

    private String json(PeerEvent event) {
        return Shown.json(reports.of(event));
    }

    private String text(PeerEvent event) {
        return Shown.text(reports.of(event));
    }

    @Test
    void aDirectMessageIsToOneself() {
        MessageReceived message = new MessageReceived(MESSAGE, BOB, "bob", Optional.empty(), "hi \"alice\"", SAID);

        assertThat(json(message))
                .isEqualTo(
                        "{\"event\":\"message\",\"message\":\"4f2a9c1e77d0aa01-00c3a6170f5e2b44-17\",\"from\":\"bob\","
                                + "\"peer\":\"" + BOB.hex()
                                + "\",\"to\":\"alice\",\"text\":\"hi \\\"alice\\\"\",\"sent_at\":" + SAID + "}");
        assertThat(text(message)).isEqualTo("14:01  bob → you  hi \"alice\"\n");
    }

    @Test
    void aMessageInARoomNamesTheRoom() {
        MessageReceived message = new MessageReceived(MESSAGE, BOB, "bob", Optional.of("everyone"), "hi", SAID);

        assertThat(json(message))
                .contains("\"room\":\"everyone\",\"text\":\"hi\"")
                .doesNotContain("\"to\"");
        assertThat(text(message)).isEqualTo("14:01  bob       hi\n");
    }

    @Test
    void whatWasSaidLongAgoOrBesideAWrongClockSaysSo() {
        long lastWeek = Instant.parse("2026-11-14T09:30:00Z").toEpochMilli();
        long nextYear = Instant.parse("2027-11-14T09:30:00Z").toEpochMilli();

        assertThat(text(new MessageReceived(MESSAGE, BOB, "bob", Optional.of("everyone"), "hi", lastWeek)))
                .isEqualTo("2026-11-14 09:30  bob       hi\n");
        assertThat(text(new MessageReceived(MESSAGE, BOB, "bob", Optional.of("everyone"), "hi", nextYear)))
                .isEqualTo("14:02  bob       hi  (its clock is ahead)\n");
    }

    @Test
    void aPersonSeesWhatANameAndATextHide() {
        MessageReceived message = new MessageReceived(
                MESSAGE, BOB, "b\u202eob", Optional.of("everyone"), "a\n14:02  carol  fake\u001b[2J", SAID);

        assertThat(text(message)).isEqualTo("14:01  b\\u202eob  a\\u000a14:02  carol  fake\\u001b[2J\n");
        assertThat(json(message)).contains("\"text\":\"a\\n14:02  carol  fake\\u001B[2J\"");
    }

    @Test
    void whatManagersSayIsTold() {
        assertThat(json(new PeerEvent.Registered(MANAGER, "alice")))
                .isEqualTo("{\"event\":\"registered\",\"manager\":\"127.0.0.1:5050\",\"name\":\"alice\"}");
        assertThat(json(new PeerEvent.Deregistered(MANAGER, "alice")))
                .isEqualTo("{\"event\":\"deregistered\",\"manager\":\"127.0.0.1:5050\",\"name\":\"alice\"}");
        assertThat(json(new PeerEvent.RegisterRefused(MANAGER, "alice", "taken")))
                .isEqualTo("{\"event\":\"register_refused\",\"manager\":\"127.0.0.1:5050\",\"name\":\"alice\","
                        + "\"reason\":\"taken\"}");
        assertThat(json(new PeerEvent.ManagerLost(MANAGER, "alice", "silent")))
                .isEqualTo("{\"event\":\"manager_lost\",\"manager\":\"127.0.0.1:5050\",\"name\":\"alice\","
                        + "\"reason\":\"silent\"}");
        assertThat(text(new PeerEvent.ManagerLost(MANAGER, "alice", "silent")))
                .isEqualTo("14:02  lost the manager 127.0.0.1:5050 as alice: silent\n");
    }

    @Test
    void whoComesAndGoesIsTold() {
        assertThat(json(new PeerEvent.PeerOnline(BOB, "bob", Via.DIRECT)))
                .isEqualTo("{\"event\":\"peer_online\",\"name\":\"bob\",\"peer\":\"" + BOB.hex()
                        + "\",\"via\":\"direct\"}");
        assertThat(json(new PeerEvent.PeerOffline(BOB, "bob", Via.MANAGER)))
                .isEqualTo("{\"event\":\"peer_offline\",\"name\":\"bob\",\"peer\":\"" + BOB.hex()
                        + "\",\"via\":\"manager\"}");
        assertThat(text(new PeerEvent.PeerOnline(BOB, "bob", Via.DIRECT))).isEqualTo("14:02  bob       is online\n");
    }

    @Test
    void aPersonIsToldOfEachDeliveryAlsoOfMessagesOfAnEarlierStart() {
        Delivered delivered = new Delivered(MESSAGE, BOB, "bob");

        assertThat(json(delivered))
                .isEqualTo("{\"event\":\"delivered\",\"message\":\"" + MESSAGE + "\",\"to\":\"bob\"}");
        assertThat(text(delivered)).isEqualTo("14:02  delivered to bob\n");
    }

    @Test
    void aContestedNameIsAWarningThatNamesBothKeysAndWhatToDo() {
        PeerId other = new PeerId(0x1111222233334444L, 2, 3, 4);
        NameContested contested = new NameContested(
                new Contest("bob", new Contest.Party(BOB, "bob~4f2a"), new Contest.Party(other, "bob~1111")));
        assertThat(json(contested))
                .startsWith("{\"event\":\"name_contested\",\"name\":\"bob\",\"known\":\"" + BOB.hex() + "\",\"peer\":\""
                        + other.hex() + "\",\"text\":\"WARNING: the key of bob is another");
        assertThat(text(contested))
                .startsWith("14:02  WARNING: the key of bob is another")
                .contains("bob~4f2a, id 4f2a-9c1e-77d0", "bob~1111, id 1111-2222-3333", "/verify bob~1111", "/block ");
    }

    @Test
    void noticesArePassedOn() {
        assertThat(json(new PeerEvent.Notice("the clock jumped")))
                .isEqualTo("{\"event\":\"notice\",\"text\":\"the clock jumped\"}");
    }

    @Test
    void whoIsAloneIsToldWhatToTry() {
        assertThat(text(new PeerEvent.Alone(true, 0, false))).isEqualTo("""
                        14:02  Nobody else was found on this network.
                               Start another peer here, or: /connect HOST:PORT links to one, /register HOST asks a manager, \
                        /doctor tells what works.
                        """);
        assertThat(text(new PeerEvent.Alone(false, 0, true)))
                .contains("--no-lan", "/connect HOST:PORT")
                .doesNotContain("/register");
        assertThat(json(new PeerEvent.Alone(true, 0, false)))
                .startsWith("{\"event\":\"alone\",\"lan\":true,\"text\":\"");
    }

    @Test
    void whoHearsOthersAndIsLinkedWithNoneIsToldThat() {
        assertThat(text(new PeerEvent.Alone(true, 1, true)))
                .contains("One peer is heard on this network, but no link came about", "/why PEER")
                .doesNotContain("Nobody else");
        assertThat(text(new PeerEvent.Alone(true, 3, true))).contains("3 peers are heard on this network");
    }

    @Test
    void everyEventOfAPeerHasWords() {
        assertThat(PeerEvent.class.getPermittedSubclasses())
                .allSatisfy(kind ->
                        assertThat(reports.knows(kind)).as(kind.getSimpleName()).isTrue());
    }

    @Test
    void readyIsWhatTheContractSays() {
        assertThat(Shown.json(reports.ready(BOB, MANAGER, false)))
                .isEqualTo("{\"event\":\"ready\",\"name\":\"alice\",\"id\":\"" + BOB.hex()
                        + "\",\"listen\":\"127.0.0.1:5050\",\"version\":\"unreleased\"}");
        String first = "Eddy unreleased  alice  id 4f2a-9c1e-77d0…  listening on 127.0.0.1:5050\n";
        assertThat(Shown.text(reports.ready(BOB, MANAGER, false))).isEqualTo(first + "/help lists the commands.\n");
        assertThat(Shown.text(reports.ready(BOB, MANAGER, true)))
                .isEqualTo(first + "Looking for peers on this network… /help lists the commands.\n");
    }

    @Test
    void statusHoldsTheSameFactsForBoth() {
        PeerStatus status = new PeerStatus(
                "alice",
                BOB,
                MANAGER,
                List.of(new Endpoint("192.0.2.7", 5_050), new Endpoint("2001:db8::7", 5_050)),
                List.of(new ManagerLine(MANAGER, Optional.empty(), "alice", "connecting")),
                List.of(new LinkLine(BOB, "bob", MANAGER, true, Optional.of(Duration.ofNanos(1_500_000)), true)),
                new TreeMap<>(Map.of("malformed", 7L, "beacons_forged", 0L)));
        List<RoomView> rooms =
                List.of(new RoomView("everyone", List.of("alice")), new RoomView("chess", List.of("alice")));

        assertThat(Shown.json(PeerReports.status(status, rooms, "everyone")))
                .isEqualTo("{\"event\":\"status\",\"name\":\"alice\",\"id\":\"" + BOB.hex()
                        + "\",\"listen\":\"127.0.0.1:5050\","
                        + "\"addresses\":[\"192.0.2.7:5050\",\"[2001:db8::7]:5050\"],"
                        + "\"conversation\":\"everyone\",\"rooms\":[\"everyone\",\"chess\"],"
                        + "\"managers\":[{\"manager\":\"127.0.0.1:5050\",\"id\":null,\"name\":\"alice\",\"state\":\"connecting\"}],"
                        + "\"links\":[{\"peer\":\"" + BOB.hex()
                        + "\",\"name\":\"bob\",\"address\":\"127.0.0.1:5050\",\"outbound\":true,\"neighbour\":true,"
                        + "\"round_trip_ms\":1.500}],"
                        + "\"counters\":{\"beacons_forged\":0,\"malformed\":7}}");
        assertThat(Shown.text(PeerReports.status(status, rooms, "everyone")))
                .contains(
                        "everyone",
                        "connecting",
                        "192.0.2.7:5050, [2001:db8::7]:5050",
                        "dialled 127.0.0.1:5050, 1.5 ms, neighbour",
                        "everyone, chess",
                        "malformed")
                .doesNotContain("forged");
    }

    @Test
    void fingerprintsAreShownInGroupsToBeReadOut() {
        String text = Shown.text(PeerReports.verify(new Fingerprints(new PeerId(1, 0, 0, 0), "alice", BOB, "bob")));

        assertThat(text).contains("alice (you)", "4f2a 9c1e 77d0 aa01 0000");
    }

    @Test
    void pingAndRoomsAreEvents() {
        assertThat(Shown.json(PeerReports.ping("bob", Duration.ofNanos(812_345))))
                .isEqualTo("{\"event\":\"ping\",\"name\":\"bob\",\"round_trip_ms\":0.812}");
        assertThat(Shown.text(PeerReports.ping("bob", Duration.ofNanos(812_345))))
                .isEqualTo("  bob answers after 0.8 ms\n");
        assertThat(Shown.json(RoomCommands.report(List.of(new RoomView("everyone", List.of("alice", "bob"))))))
                .isEqualTo("{\"event\":\"rooms\",\"rooms\":[{\"room\":\"everyone\",\"members\":[\"alice\",\"bob\"]}]}");
    }
}
