package io.eddy.atlas;

import static io.eddy.atlas.SamplePlaces.tidings;
import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.signatureBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.atlas.AtlasMessage.Ask;
import io.eddy.atlas.AtlasMessage.Tidings;
import io.eddy.atlas.Chart.Link;
import io.eddy.atlas.Chart.State;
import io.eddy.atlas.Sheet.Activity;
import io.eddy.node.RecordingLink;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What alice tells her neighbours, and what she knows by them. */
final class AtlasTest {
    private static final Duration ONE_PASS = Duration.ofSeconds(7);

    private final AtlasSide alice = new AtlasSide();

    @Test
    void alonePeersKnowThemselves() {
        Chart chart = alice.atlas.chart();
        assertThat(chart.self()).isEqualTo(idOf("alice"));
        assertThat(chart.nodes()).singleElement().satisfies(node -> {
            assertThat(node.name()).isEqualTo("alice");
            assertThat(node.state()).isEqualTo(State.FREE);
        });
        assertThat(chart.links()).isEmpty();
        assertThat(chart.rooms()).isEmpty();
    }

    @Test
    void aNewNeighbourIsAskedForWhatIsMissing() {
        RecordingLink bob = alice.link("bob");
        alice.atlas.onNeighbourUp(idOf("bob"));
        assertThat(AtlasSide.asked(bob)).singleElement().satisfies(ask -> {
            assertThat(ask.marks()).hasSize(1);
            assertThat(ask.room()).isEqualTo(1_023);
        });
    }

    @Test
    void aQuestionIsRepeatedUntilItIsAnsweredOrInVain() {
        RecordingLink bob = alice.link("bob");
        alice.atlas.onNeighbourUp(idOf("bob"));
        alice.elapse(Duration.ofSeconds(30), bob);
        assertThat(AtlasSide.asked(bob)).hasSize(5);
    }

    @Test
    void anAnswerEndsTheAsking() {
        RecordingLink bob = alice.neighbour("bob");
        alice.elapse(Duration.ofSeconds(30), bob);
        assertThat(AtlasSide.asked(bob)).isEmpty();
    }

    @Test
    void aNeighbourIsAskedEveryMinute() {
        RecordingLink bob = alice.neighbour("bob");
        alice.elapse(Duration.ofSeconds(73), bob);
        assertThat(AtlasSide.asked(bob)).isNotEmpty();
    }

    @Test
    void theOwnPlaceIsSignedOverTheBytesThatThePageNames() {
        RecordingLink bob = alice.neighbour("bob");
        alice.elapse(ONE_PASS, bob);
        Place mine = AtlasSide.takeTold(bob).get(0);
        assertThat(mine.signature().array()).isEqualTo(signatureBy("alice", Place.signed(mine.sheet())));
        assertThat(mine.sheet().neighbours()).isEqualTo(SamplePlaces.prefixes("bob"));
        assertThat(mine.sheet().head().holdsSeconds()).isEqualTo(180);
    }

    @Test
    void changesAreTold() {
        RecordingLink bob = alice.neighbour("bob");
        alice.elapse(ONE_PASS, bob);
        AtlasSide.takeTold(bob);
        alice.atlas.nameIs("alicia");
        alice.atlas.playing(true);
        alice.atlas.roomsAre(List.of("chess", "chess", "go"));
        alice.elapse(ONE_PASS, bob);
        assertThat(AtlasSide.takeTold(bob)).singleElement().satisfies(place -> {
            assertThat(place.sheet().name()).isEqualTo("alicia");
            assertThat(place.sheet().activity()).isEqualTo(Activity.PLAYING);
            assertThat(place.sheet().rooms()).containsExactly("chess", "go");
        });
    }

    @Test
    void theOwnPlaceChangesAtMostEveryTwoSeconds() {
        alice.elapse(Duration.ofSeconds(10));
        long before = alice.atlas.tally().signed();
        for (int i = 0; i < 100; i++) {
            alice.atlas.nameIs("alice" + i);
            alice.world.elapse(Duration.ofMillis(100));
        }
        assertThat(alice.atlas.tally().signed() - before).isBetween(5L, 6L);
        alice.elapse(Duration.ofSeconds(2));
        assertThat(alice.names()).containsExactly("alice99");
    }

    @Test
    void whatChangesBackIsNotSignedAnew() {
        alice.elapse(Duration.ofSeconds(1));
        alice.atlas.playing(true);
        alice.atlas.playing(false);
        alice.elapse(Duration.ofSeconds(10));
        assertThat(alice.atlas.tally().signed()).isEqualTo(1);
        alice.elapse(Duration.ofSeconds(60));
        assertThat(alice.atlas.tally().signed()).isEqualTo(2);
    }

    @Test
    void whatOneNeighbourTellsIsPassedOnToTheOthersOnce() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.elapse(ONE_PASS, bob, carol);
        AtlasSide.takeTold(bob);
        AtlasSide.takeTold(carol);
        Place doras = SamplePlaces.of("dora", 1, "bob");
        alice.hear(bob, tidings(doras));
        alice.hear(bob, tidings(doras));
        alice.elapse(Duration.ofSeconds(30), bob, carol);
        assertThat(AtlasSide.takeTold(carol)).containsExactly(doras);
        assertThat(AtlasSide.takeTold(bob)).isEmpty();
        assertThat(alice.world.verified()).isEqualTo(1);
    }

    @Test
    void whoHasNoRoomIsToldOfThoseWhomItKeeps() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        Place doras = SamplePlaces.of("dora", 1);
        alice.hear(bob, tidings(doras));
        alice.elapse(ONE_PASS, bob, carol);
        alice.hear(carol, new Ask(0, List.of(doras.mark())));
        AtlasSide.takeTold(carol);

        Place newer = SamplePlaces.of("dora", 2);
        alice.hear(bob, tidings(newer, SamplePlaces.of("emil", 1)));
        alice.elapse(Duration.ofSeconds(20), bob, carol);
        assertThat(AtlasSide.takeTold(carol)).containsExactly(newer);

        Place emils = SamplePlaces.of("emil", 2);
        alice.hear(carol, new Ask(1, List.of(newer.mark())));
        alice.hear(bob, tidings(emils));
        alice.elapse(Duration.ofSeconds(20), bob, carol);
        assertThat(AtlasSide.takeTold(carol)).contains(emils);
    }

    @Test
    void aPlaceIsNotToldToItsOwner() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.elapse(ONE_PASS, bob, carol);
        AtlasSide.takeTold(carol);
        alice.hear(bob, tidings(SamplePlaces.of("carol", 1, "alice")));
        alice.elapse(Duration.ofSeconds(20), bob, carol);
        assertThat(AtlasSide.takeTold(carol)).isEmpty();
    }

    @Test
    void aNewerPlaceReplacesAnOlder() {
        RecordingLink bob = alice.neighbour("bob");
        alice.hear(bob, tidings(SamplePlaces.of("dora", 2, "bob")));
        alice.hear(bob, tidings(SamplePlaces.of("dora", 1)));
        assertThat(alice.atlas.chart().links()).hasSize(0);
        alice.hear(bob, tidings(SamplePlaces.of("bob", 1, "alice", "dora")));
        assertThat(alice.atlas.chart().links()).contains(link("bob", "dora", true));
        alice.hear(bob, tidings(SamplePlaces.of("dora", 3)));
        assertThat(alice.atlas.chart().links()).contains(link("bob", "dora", false));
    }

    @Test
    void aLaterLifeIsNewerThanAnyNumberOfAnEarlier() {
        RecordingLink bob = alice.neighbour("bob");
        alice.hear(bob, tidings(SamplePlaces.of("dora", 900, "bob")));
        Sheet anew = SamplePlaces.sheet("dora", new Edition(2, 1));
        alice.hear(bob, tidings(SamplePlaces.signed("dora", anew)));
        assertThat(alice.atlas.tally().news()).isEqualTo(2);
    }

    @Test
    void whoAsksGetsWhatItLacksPageByPage() {
        RecordingLink bob = alice.neighbour("bob");
        List<Place> places = IntStream.range(0, 40)
                .mapToObj(i -> SamplePlaces.of("peer" + i, 1))
                .toList();
        places.forEach(place -> alice.hear(bob, tidings(place)));
        alice.elapse(ONE_PASS, bob);
        RecordingLink carol = alice.neighbour("carol");
        List<Integer> has = places.subList(0, 5).stream().map(Place::mark).toList();
        alice.hear(carol, new Ask(900, has));
        assertThat(carol.said(Tidings.class))
                .singleElement()
                .satisfies(page -> assertThat(page.sightings()).hasSize(Tidings.MAX_SIGHTINGS));
        alice.elapse(Duration.ofSeconds(3), carol, bob);
        assertThat(AtlasSide.takeTold(carol))
                .filteredOn(places::contains)
                .containsExactlyInAnyOrderElementsOf(places.subList(5, 40));
    }

    @Test
    void whoAsksAndHasAllIsToldSo() {
        RecordingLink bob = alice.neighbour("bob");
        alice.hear(bob, new Ask(0, List.of()));
        assertThat(bob.said(Tidings.class)).containsExactly(new Tidings(List.of()));
    }

    @Test
    void whatIsNotRenewedIsForgottenAndNotTakenAgain() {
        RecordingLink bob = alice.neighbour("bob");
        Place doras = SamplePlaces.of("dora", 1, "bob");
        alice.hear(bob, tidings(doras));
        alice.elapse(Duration.ofSeconds(179), bob);
        assertThat(alice.names()).contains("dora");
        alice.elapse(Duration.ofSeconds(1), bob);
        assertThat(alice.names()).doesNotContain("dora");
        alice.elapse(Duration.ofSeconds(73), bob);
        alice.hear(bob, tidings(doras));
        assertThat(alice.names()).doesNotContain("dora");
        assertThat(alice.atlas.tally().stale()).isEqualTo(1);
        alice.hear(bob, tidings(SamplePlaces.of("dora", 2, "bob")));
        assertThat(alice.names()).contains("dora");
    }

    @Test
    void theAgeThatIsToldCounts() {
        RecordingLink bob = alice.neighbour("bob");
        alice.hear(bob, SamplePlaces.old(Duration.ofSeconds(170), SamplePlaces.of("dora", 1)));
        assertThat(alice.atlas.chart().node(idOf("dora")).orElseThrow().age()).isEqualTo(Duration.ofSeconds(170));
        alice.elapse(Duration.ofSeconds(10), bob);
        assertThat(alice.names()).doesNotContain("dora");
        alice.hear(bob, SamplePlaces.old(Duration.ofMinutes(3), SamplePlaces.of("emil", 1)));
        assertThat(alice.names()).doesNotContain("emil");
    }

    @Test
    void nobodyMakesAPlaceYoungerThanItIsKnownToBe() {
        RecordingLink bob = alice.neighbour("bob");
        Place doras = SamplePlaces.of("dora", 1);
        alice.hear(bob, SamplePlaces.old(Duration.ofSeconds(100), doras));
        alice.elapse(Duration.ofSeconds(50), bob);
        alice.hear(bob, tidings(doras));
        assertThat(alice.atlas.chart().node(idOf("dora")).orElseThrow().age()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void whatIsToldOnIsToldWithItsAge() {
        RecordingLink bob = alice.neighbour("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.elapse(ONE_PASS, bob, carol);
        AtlasSide.takeTold(carol);
        alice.hear(bob, SamplePlaces.old(Duration.ofSeconds(100), SamplePlaces.of("dora", 1)));
        alice.elapse(ONE_PASS, bob, carol);
        assertThat(carol.said(Tidings.class).get(0).sightings().get(0).ageTenths())
                .isBetween(1_001, 1_071);
    }

    @Test
    void anEarlierLifeOfOneselfIsOutrun() {
        RecordingLink bob = alice.neighbour("bob");
        Sheet earlier = SamplePlaces.sheet("alice", new Edition(7, 40));
        alice.hear(bob, tidings(SamplePlaces.signed("alice", earlier)));
        alice.elapse(ONE_PASS, bob);
        assertThat(AtlasSide.takeTold(bob).get(0).edition()).isEqualTo(new Edition(7, 41));
    }

    @Test
    void whoIsNamedByNobodyWhoIsThereIsOffline() {
        RecordingLink bob = alice.neighbour("bob");
        alice.hear(bob, tidings(SamplePlaces.of("bob", 1, "alice", "carol")));
        alice.hear(bob, tidings(SamplePlaces.of("carol", 1, "bob")));
        alice.hear(bob, tidings(SamplePlaces.of("dora", 1, "emil")));
        alice.hear(bob, tidings(SamplePlaces.of("emil", 1, "dora")));
        assertThat(stateOf("dora")).isEqualTo(State.FREE);
        alice.elapse(Duration.ofSeconds(40), bob);
        assertThat(stateOf("dora")).isEqualTo(State.OFFLINE);
        assertThat(stateOf("emil")).isEqualTo(State.OFFLINE);
        assertThat(stateOf("carol")).isEqualTo(State.FREE);
    }

    @Test
    void roomsHaveTheirMembers() {
        RecordingLink bob = alice.neighbour("bob");
        alice.atlas.roomsAre(List.of("chess"));
        Sheet bobs = SamplePlaces.sheet("bob", new Edition(1, 1), "alice");
        alice.hear(
                bob,
                tidings(SamplePlaces.signed(
                        "bob",
                        new Sheet(bobs.head(), "bob", Activity.FREE, bobs.neighbours(), List.of("go", "chess")))));
        alice.elapse(ONE_PASS, bob);
        assertThat(alice.atlas.chart().rooms())
                .containsExactly(
                        new Chart.Room("chess", List.of(idOf("alice"), idOf("bob"))),
                        new Chart.Room("go", List.of(idOf("bob"))));
    }

    @Test
    void aNameThatIsTooLongIsOurOwnMistake() {
        assertThatThrownBy(() -> alice.atlas.nameIs("a".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    private State stateOf(String name) {
        return alice.atlas.chart().node(idOf(name)).orElseThrow().state();
    }

    private static Link link(String one, String other, boolean agreed) {
        boolean first = idOf(one).compareTo(idOf(other)) < 0;
        return new Link(idOf(first ? one : other), idOf(first ? other : one), agreed);
    }
}
