package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.overlay.OverlaySide.accepting;
import static io.eddy.overlay.OverlaySide.only;
import static io.eddy.overlay.OverlaySide.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.RecordingLink;
import io.eddy.overlay.OverlayEvent.NeighbourDown;
import io.eddy.overlay.OverlayMessage.Beat;
import io.eddy.overlay.OverlayMessage.Disconnect;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whom alice takes for a neighbour, and for whom another one must go. */
final class ReceptionTest {
    private final OverlaySide alice = new OverlaySide();

    @Test
    void withAFreePlaceEveryRequestIsAccepted() {
        assertThat(only(alice.ask("bob", Priority.LOW), NeighbourAnswer.class).accepted())
                .isTrue();
        assertThat(alice.neighbours()).containsExactly("bob");
    }

    @Test
    void withoutAPlaceARequestIsRefusedAndTheAskerIsRememberedAndToldOfOthers() {
        alice.full();
        NeighbourAnswer answer = only(alice.ask("bob", Priority.LOW), NeighbourAnswer.class);
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.records()).hasSizeGreaterThan(1);
        assertThat(alice.overlay.reserves()).isEqualTo(1);
        assertThat(alice.overlay.isNeighbour(idOf("bob"))).isFalse();
    }

    @Test
    void anUrgentRequestMakesAPlaceInTwoSteps() {
        List<RecordingLink> five = alice.full();
        RecordingLink bob = alice.ask("bob", Priority.HIGH);
        NeighbourAnswer answer = only(bob, NeighbourAnswer.class);
        assertThat(answer.accepted()).isTrue();
        assertThat(alice.neighbours())
                .as("none goes before bob knows")
                .hasSize(6)
                .contains("bob");
        assertThat(alice.overlay.freePlaces()).isZero();
        alice.hear(bob, new Beat(answer.number()));
        assertThat(alice.neighbours()).hasSize(5).contains("bob");

        RecordingLink gone = five.stream()
                .filter(link -> !link.said(Disconnect.class).isEmpty())
                .findFirst()
                .orElseThrow();
        AddressRecord madePlace = answer.madePlace();
        assertThat(Objects.requireNonNull(madePlace).peer()).isEqualTo(gone.remote());
        assertThat(alice.events).contains(new NeighbourDown(gone.remote()));
        assertThat(alice.overlay.hears(gone.remote())).as("until it knows").isTrue();
        assertThat(alice.released).isEmpty();

        Disconnect told = only(gone, Disconnect.class);
        alice.hear(gone, new Disconnect(told.number(), true, List.of()));
        assertThat(alice.overlay.hears(gone.remote())).isFalse();
        assertThat(alice.released).containsExactly(gone.remote());
    }

    @Test
    void nobodyGoesForOneWhoHasChangedItsMind() {
        alice.full();
        RecordingLink bob = alice.ask("bob", Priority.HIGH);
        alice.hear(bob, new Disconnect("bob".hashCode(), true, List.of()));
        assertThat(alice.neighbours()).containsExactly("n1", "n2", "n3", "n4", "n5");
        alice.world.elapse(Duration.ofSeconds(2));
        assertThat(alice.neighbours()).hasSize(5);
        assertThat(alice.overlay.tally().demoted()).isZero();
    }

    @Test
    void whoDoesNotBeatHasItsPlaceAfterASecond() {
        List<RecordingLink> five = alice.full();
        RecordingLink bob = alice.ask("bob", Priority.HIGH);
        alice.world.fire(new OverlayTimer.PlaceOverdue(idOf("bob")));
        assertThat(alice.neighbours()).hasSize(5).contains("bob");
        assertThat(five)
                .filteredOn(link -> !link.said(Disconnect.class).isEmpty())
                .hasSize(1);
        assertThat(bob.said(Disconnect.class)).isEmpty();
    }

    @Test
    void noMoreThanThreeBeyondTheFiveWaitToBeCertain() {
        alice.full();
        for (int i = 10; i < 20; i++) {
            alice.ask("n" + i, Priority.HIGH);
        }
        assertThat(alice.neighbours()).hasSizeBetween(6, 8);
        alice.world.elapse(Duration.ofSeconds(2));
        assertThat(alice.neighbours()).hasSize(5);
    }

    @Test
    void whoeverIsAcceptedBeatsAtOnce() {
        RecordingLink bob = alice.link("bob");
        long number = only(bob, Join.class).number();
        alice.hear(bob, accepting(number, record("bob")));
        assertThat(bob.said(Beat.class)).containsExactly(new Beat(number));
    }

    @Test
    void whoDoesNotSayThatItKnowsIsReleasedAfterASecond() {
        List<RecordingLink> five = alice.full();
        RecordingLink bob = alice.ask("bob", Priority.HIGH);
        alice.hear(bob, new Beat("bob".hashCode()));
        alice.elapseLinked(Duration.ofSeconds(1), bob);
        assertThat(alice.released)
                .hasSize(1)
                .isSubsetOf(five.stream().map(RecordingLink::remote).toList());
    }

    @Test
    void onePeerIsUrgentOnceInTenSeconds() {
        List<RecordingLink> five = alice.full();
        RecordingLink bob = alice.ask("bob", Priority.HIGH);
        alice.hear(bob, new Beat("bob".hashCode()));
        alice.hear(bob, new Disconnect("bob".hashCode(), true, List.of()));
        // The place is taken by another before bob comes again.
        assertThat(only(alice.ask("carol", Priority.LOW), NeighbourAnswer.class).accepted())
                .isTrue();
        bob.takeSaid();
        alice.hear(bob, new Neighbour(9, Priority.HIGH, record("bob")));
        assertThat(only(bob, NeighbourAnswer.class).accepted()).isFalse();
        alice.world.pass(Duration.ofSeconds(10));
        bob.takeSaid();
        alice.hear(bob, new Neighbour(10, Priority.HIGH, record("bob")));
        assertThat(only(bob, NeighbourAnswer.class).accepted()).isTrue();
        assertThat(five).hasSize(5);
    }
}
