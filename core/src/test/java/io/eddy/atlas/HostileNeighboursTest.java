package io.eddy.atlas;

import static io.eddy.atlas.SamplePlaces.sheet;
import static io.eddy.atlas.SamplePlaces.signed;
import static io.eddy.atlas.SamplePlaces.tidings;
import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.atlas.AtlasMessage.Ask;
import io.eddy.atlas.AtlasMessage.Tidings;
import io.eddy.atlas.Sheet.Activity;
import io.eddy.atlas.Sheet.Head;
import io.eddy.node.Closing;
import io.eddy.node.RecordingLink;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Neighbours of alice that lie, repeat themselves, or say too much. */
final class HostileNeighboursTest {
    private static final Edition FIRST = new Edition(1, 1);

    private final AtlasSide alice = new AtlasSide();
    private final RecordingLink bob = alice.neighbour("bob");

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aPlaceThatNobodyPassesOnEndsTheLink(String complaint, Place place) {
        alice.hear(bob, tidings(place));
        assertThat(bob.closing()).isEqualTo(Closing.of(Closing.Code.VIOLATION, complaint));
        assertThat(alice.names()).containsExactly("alice");
    }

    static Stream<Arguments> lies() {
        Sheet doras = sheet("dora", FIRST, "carol");
        Head head = doras.head();
        List<Long> two = SamplePlaces.prefixes("carol", "emil");
        return Stream.of(
                Arguments.of("a place with a bad signature", signed("bob", doras)),
                Arguments.of(
                        "a place with a bad signature",
                        new Place(sheet("dora", FIRST), signed("dora", doras).signature())),
                Arguments.of("a place of version 2", lie(new Head(2, head.key(), FIRST, 180), List.of(), List.of())),
                Arguments.of(
                        "a place that holds for 1801 s",
                        lie(new Head(1, head.key(), FIRST, 1_801), List.of(), List.of())),
                Arguments.of("a place with a room twice", lie(head, List.of(), List.of("go", "go"))),
                Arguments.of(
                        "a place whose neighbours are not in order",
                        lie(head, List.of(two.get(1), two.get(0)), List.of())),
                Arguments.of(
                        "a place whose neighbours are not in order",
                        lie(head, List.of(two.get(0), two.get(0)), List.of())),
                Arguments.of(
                        "a place that is its own neighbour",
                        lie(head, List.of(idOf("dora").word0()), List.of())));
    }

    private static Place lie(Head head, List<Long> neighbours, List<String> rooms) {
        return signed("dora", new Sheet(head, "dora", Activity.FREE, neighbours, rooms));
    }

    @Test
    void anOwnPlaceThatOneDidNotSignEndsTheLink() {
        alice.hear(bob, tidings(signed("bob", sheet("alice", new Edition(9, 9)))));
        assertThat(bob.closing()).isNotNull();
        alice.elapse(Duration.ofSeconds(10));
        assertThat(alice.atlas.tally().signed()).isLessThanOrEqualTo(3);
    }

    @Test
    void whatIsKnownCostsNoCheckHoweverOftenItComes() {
        Place doras = SamplePlaces.of("dora", 1);
        for (int i = 0; i < 1_000; i++) {
            alice.hear(bob, tidings(doras));
        }
        assertThat(alice.world.verified()).isEqualTo(1);
        assertThat(alice.atlas.tally().known()).isEqualTo(999);
    }

    @Test
    void aFloodOfPeersThatDoNotExistIsBounded() {
        for (int i = 0; i < 3_000; i++) {
            alice.hear(bob, tidings(SamplePlaces.of("ghost" + i, 1)));
        }
        assertThat(alice.atlas.chart().nodes()).hasSize(1_024);
        assertThat(alice.world.verified()).isEqualTo(1_023);
        assertThat(alice.atlas.tally().full()).isEqualTo(1_977);
    }

    @Test
    void aNeighbourIsKnownHoweverManyGhostsThereAre() {
        RecordingLink carol = alice.neighbour("carol");
        for (int i = 0; i < 1_100; i++) {
            alice.hear(bob, tidings(SamplePlaces.of("ghost" + i, 1)));
        }
        alice.hear(carol, tidings(SamplePlaces.of("carol", 1, "alice")));
        assertThat(alice.names()).hasSize(1_024).contains("carol");
    }

    @Test
    void aFloodOfChangesOfOnePeerIsTakenSlowly() {
        for (int i = 1; i <= 500; i++) {
            alice.hear(bob, tidings(SamplePlaces.of("dora", i)));
        }
        assertThat(alice.world.verified()).isEqualTo(5);
        assertThat(alice.atlas.tally().hasty()).isEqualTo(495);
        alice.elapse(Duration.ofSeconds(2), bob);
        alice.hear(bob, tidings(SamplePlaces.of("dora", 501)));
        assertThat(alice.world.verified()).isEqualTo(6);
    }

    @Test
    void checksOfOneNeighboursWordAreBounded() {
        AtlasSide busy = new AtlasSide(new AtlasConfig.Limits(1_000, 20, 30));
        RecordingLink loud = busy.neighbour("bob");
        for (int i = 0; i < 200; i++) {
            busy.hear(loud, tidings(SamplePlaces.of("ghost" + i, 1)));
        }
        assertThat(busy.world.verified()).isEqualTo(30);
        RecordingLink carol = busy.neighbour("carol");
        busy.hear(carol, tidings(SamplePlaces.of("carol", 1)));
        assertThat(busy.names()).contains("carol");
    }

    @Test
    void aReplayAfterHoursIsNotTaken() {
        Place doras = SamplePlaces.of("dora", 1, "bob");
        alice.hear(bob, tidings(doras));
        alice.elapse(Duration.ofHours(3), bob);
        alice.hear(bob, tidings(doras));
        assertThat(alice.names()).containsExactly("alice");
        assertThat(alice.world.verified()).isEqualTo(1);
    }

    @Test
    void whoIsNoNeighbourIsNotHeard() {
        RecordingLink carol = alice.link("carol");
        alice.hear(carol, tidings(SamplePlaces.of("carol", 1)));
        alice.hear(carol, new Ask(100, List.of()));
        assertThat(alice.names()).containsExactly("alice");
        assertThat(carol.said()).isEmpty();
        assertThat(carol.closing()).isNull();
        assertThat(alice.atlas.tally().strangers()).isEqualTo(2);
    }

    @Test
    void questionsAreAnsweredAsOftenAsIsNeeded() {
        for (int i = 0; i < 100; i++) {
            alice.hear(bob, new Ask(1_000, List.of()));
        }
        assertThat(bob.said(Tidings.class)).hasSize(4);
        assertThat(alice.atlas.tally().hasty()).isEqualTo(96);
    }

    @Test
    void aLinkThatOneSideAloneClaimsIsNotAgreed() {
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(bob, tidings(SamplePlaces.of("bob", 1, "alice", "carol", "dora")));
        alice.hear(carol, tidings(SamplePlaces.of("carol", 1, "alice")));
        alice.elapse(Duration.ofSeconds(3), bob, carol);
        assertThat(alice.atlas.chart().links())
                .filteredOn(link ->
                        link.from(idOf("carol")).filter(idOf("bob")::equals).isPresent())
                .singleElement()
                .satisfies(link -> assertThat(link.agreed()).isFalse());
        assertThat(alice.atlas.chart().node(idOf("dora"))).isEmpty();
    }

    @Test
    void twoPlacesOfOneEditionAreOne() {
        Sheet one = sheet("dora", FIRST, "bob");
        alice.hear(bob, tidings(signed("dora", one)));
        alice.hear(bob, tidings(signed("dora", sheet("dora", FIRST, "carol"))));
        assertThat(alice.atlas.tally().news()).isEqualTo(1);
        assertThat(keyOf("dora")).isEqualTo(one.head().key());
    }
}
