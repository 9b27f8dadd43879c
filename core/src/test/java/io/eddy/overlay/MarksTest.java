package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.overlay.OverlaySide.only;
import static io.eddy.overlay.OverlaySide.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import io.eddy.overlay.OverlayMessage.Beat;
import io.eddy.overlay.OverlayMessage.Mark;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Priority;
import io.eddy.overlay.OverlayMessage.Probe;
import io.eddy.overlay.OverlayMessage.Shuffle;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How alice tells one network from another by their marks, and what comes of it. */
final class MarksTest {
    /** Lower and higher than any that a name has. */
    private static final PeerId LOW = new PeerId(0, 0, 0, 1);

    private static final PeerId HIGH = new PeerId(-1, 0, 0, 1);

    private final OverlaySide alice = new OverlaySide();

    /** Alice has heard of no mark for long enough, and makes her own. */
    private void claim() {
        alice.world.pass(Duration.ofSeconds(31));
        alice.world.fire(new OverlayTimer.Tick());
    }

    @Test
    void withoutNeighboursThereIsNoMark() {
        claim();
        RecordingLink bob = alice.contact("bob");
        assertThat(bob.said(Mark.class)).isEmpty();
    }

    @Test
    void whoHearsOfNoMarkForThreeTicksMakesItsOwnAndRaisesIt() {
        RecordingLink bob = alice.contact("bob");
        alice.world.pass(Duration.ofSeconds(30));
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(bob.said(Mark.class))
                .as("a newcomer may yet hear that of its network")
                .isEmpty();
        claim();
        Mark first = only(bob, Mark.class);
        assertThat(first.root()).isEqualTo(idOf("alice"));
        assertThat(first.number()).isPositive();
        bob.takeSaid();
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(bob.said(Mark.class)).containsExactly(new Mark(idOf("alice"), first.number() + 1));
    }

    @Test
    void newsOfALowerPeersMarkGoesOnAtOnceAndNotBack() {
        RecordingLink bob = alice.contact("bob");
        RecordingLink carol = alice.neighbour("carol");
        claim();
        bob.takeSaid();
        carol.takeSaid();
        alice.hear(bob, new Mark(LOW, 5));
        assertThat(carol.said(Mark.class)).containsExactly(new Mark(LOW, 5));
        assertThat(bob.said(Mark.class)).isEmpty();
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(carol.said(Mark.class)).as("alice's own is raised no more").hasSize(1);
    }

    @Test
    void whatIsNoNewsGoesNoFurther() {
        RecordingLink bob = alice.contact("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(bob, new Mark(LOW, 5));
        carol.takeSaid();
        alice.hear(bob, new Mark(LOW, 5));
        alice.hear(bob, new Mark(LOW, 4));
        alice.hear(bob, new Mark(HIGH, 9));
        assertThat(carol.said(Mark.class)).isEmpty();
    }

    @Test
    void aMarkThatIsRaisedNoMoreDiesAndDoesNotComeBack() {
        RecordingLink bob = alice.contact("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(bob, new Mark(LOW, 5));
        alice.elapseLinked(Duration.ofSeconds(45), bob, carol);
        assertThat(carol.said(Mark.class)).last().extracting(Mark::root).isEqualTo(idOf("alice"));
        carol.takeSaid();
        alice.hear(bob, new Mark(LOW, 5));
        assertThat(carol.said(Mark.class)).as("heard before").isEmpty();
        alice.hear(bob, new Mark(LOW, 6));
        assertThat(carol.said(Mark.class)).contains(new Mark(LOW, 6));
    }

    @Test
    void whoIsToldOfHerOwnMarkWithAHigherNumberGoesOnAboveIt() {
        RecordingLink bob = alice.contact("bob");
        claim();
        long number = only(bob, Mark.class).number() + 1_000;
        bob.takeSaid();
        alice.hear(bob, new Mark(idOf("alice"), number));
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(bob.said(Mark.class)).containsExactly(new Mark(idOf("alice"), number + 1));
    }

    @Test
    void theHighestNumberOfAllStopsHerMarkAndNothingElse() {
        RecordingLink bob = alice.contact("bob");
        RecordingLink carol = alice.neighbour("carol");
        alice.hear(bob, new Mark(idOf("alice"), Long.MAX_VALUE));
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(carol.said(Mark.class)).isEmpty();
        alice.hear(bob, new Mark(HIGH, 3));
        assertThat(carol.said(Mark.class)).containsExactly(new Mark(HIGH, 3));
    }

    @Test
    void aFloodOfNewsIsPassedOnSixTimesAndTheLastOfItAtTheNextTick() {
        RecordingLink bob = alice.contact("bob");
        RecordingLink carol = alice.neighbour("carol");
        for (int i = 1; i <= 15; i++) {
            alice.hear(bob, new Mark(LOW, i));
        }
        assertThat(carol.said(Mark.class)).hasSize(6);
        carol.takeSaid();
        alice.world.fire(new OverlayTimer.Tick());
        assertThat(carol.said(Mark.class)).containsExactly(new Mark(LOW, 15));
    }

    @Test
    void aStrangersMarkIsNotHeard() {
        RecordingLink bob = alice.contact("bob");
        RecordingLink eve = alice.link("eve");
        bob.takeSaid();
        alice.hear(eve, new Mark(LOW, 5));
        assertThat(bob.said(Mark.class)).isEmpty();
    }

    @Test
    void whoComesIntoAnotherNetworkAsksForALinkOnceWhateverTheMarks() {
        RecordingLink[] five = withManyKnown();
        for (int i = 0; i < 2; i++) {
            alice.drop(probe());
        }
        alice.world.pass(alice.world.timeUntil(new OverlayTimer.ProbeDue()).minusSeconds(12));
        alice.hear(five[0], new Mark(HIGH, 1));
        alice.world.pass(Duration.ofSeconds(11));
        alice.hear(five[0], new Mark(LOW, 1));
        RecordingLink met = probe();
        assertThat(met.said(Neighbour.class)).hasSize(1);
        assertThat(alice.world.timeUntil(new OverlayTimer.ProbeDue())).isLessThan(Duration.ofSeconds(37));
    }

    @Test
    void whoCameIsToldTheMarkWhenItIsSureToBeANeighbour() {
        RecordingLink bob = alice.contact("bob");
        alice.hear(bob, new Mark(LOW, 5));
        RecordingLink carol = alice.neighbour("carol");
        assertThat(carol.said(Mark.class)).isEmpty();
        alice.hear(carol, new Beat("carol".hashCode()));
        assertThat(carol.said(Mark.class)).containsExactly(new Mark(LOW, 5));
    }

    @Test
    void aProbeOfTheSameNetworkGetsNoLinkAndMovesNobody() {
        List<RecordingLink> five = alice.full();
        alice.hear(five.get(0), new Mark(LOW, 5));
        for (long number : List.of(4L, 5L, 6L)) {
            assertThat(answerTo("eve", new Mark(LOW, number)).accepted()).isFalse();
        }
        assertThat(alice.neighbours()).hasSize(5).doesNotContain("eve");
        assertThat(alice.overlay.tally().sameNetwork()).isEqualTo(3);
    }

    @Test
    void aProbeOfAnotherNetworkGetsALinkThoughThereIsNoPlace() {
        List<RecordingLink> five = alice.full();
        alice.hear(five.get(0), new Mark(LOW, 5));
        assertThat(answerTo("eve", new Mark(HIGH, 5)).accepted()).isTrue();
        assertThat(answerTo("dora", new Mark(LOW, 7)).accepted())
                .as("what was cut off is behind")
                .isTrue();
        assertThat(alice.neighbours()).contains("eve", "dora");
    }

    @Test
    void anOldMarkTellsNothingSoAProbeGetsALink() {
        RecordingLink[] five = alice.full().toArray(RecordingLink[]::new);
        alice.hear(five[0], new Mark(LOW, 5));
        alice.world.pass(Duration.ofSeconds(31));
        assertThat(answerTo("eve", new Mark(LOW, 5)).accepted()).isTrue();
    }

    @Test
    void onePeerGetsALinkByAProbeOnceInTenSeconds() {
        alice.full();
        RecordingLink eve = alice.link("eve");
        alice.hear(eve, new Probe(1, record("eve"), new Mark(HIGH, 5)));
        alice.hear(eve, new OverlayMessage.Disconnect(1, true, List.of()));
        eve.takeSaid();
        alice.hear(eve, new Probe(2, record("eve"), new Mark(HIGH, 6)));
        assertThat(only(eve, NeighbourAnswer.class).accepted()).isFalse();
    }

    @Test
    void whoKnowsAMarkProbesWithIt() {
        RecordingLink known = probed(new Mark(LOW, 5));
        assertThat(only(known, Probe.class).mark().root()).isEqualTo(LOW);
        assertThat(known.said(Neighbour.class)).isEmpty();
        assertThat(known.said(Shuffle.class)).hasSize(1);
        // One of an earlier version does not answer a Probe, and is not held for dead.
        long before = alice.overlay.tally().unanswered();
        alice.world.fire(new OverlayTimer.AnswerOverdue(known.remote()));
        assertThat(alice.overlay.tally().unanswered()).isEqualTo(before);
        assertThat(alice.overlay.address(known.remote())).isPresent();
    }

    @Test
    void someProbesAskWhateverTheMarksSoThatNoLiarKeepsTwoNetworksApart() {
        RecordingLink[] five = withManyKnown();
        int blind = 0;
        for (int i = 0; i < 100; i++) {
            alice.world.pass(alice.world.timeUntil(new OverlayTimer.ProbeDue()).minusSeconds(1));
            alice.hear(five[0], new Mark(LOW, i + 1));
            RecordingLink met = probe();
            alice.world.fire(new OverlayTimer.AnswerOverdue(met.remote()));
            blind += i > 1 && !met.said(Neighbour.class).isEmpty() ? 1 : 0;
            alice.drop(met);
        }
        assertThat(blind).as("6 of 45 by chance").isBetween(4, 30);
    }

    @Test
    void whoKnowsNoMarkProbesWithoutOne() {
        RecordingLink known = probed(null);
        assertThat(known.said(Probe.class)).isEmpty();
        assertThat(only(known, Neighbour.class).priority()).isEqualTo(Priority.HIGH);
    }

    /** A probe that asks, after the first ones; one with a mark, once alice has heard of this one. */
    private RecordingLink probed(@Nullable Mark mark) {
        RecordingLink[] five = withManyKnown();
        for (int i = 0; i < 100; i++) {
            alice.world.pass(alice.world.timeUntil(new OverlayTimer.ProbeDue()).minusSeconds(1));
            if (mark != null) {
                alice.hear(five[0], new Mark(mark.root(), mark.number() + i));
            }
            RecordingLink met = probe();
            Class<? extends OverlayMessage> asking = mark == null ? Neighbour.class : Probe.class;
            if (i > 1 && !met.said(asking).isEmpty()) {
                return met;
            }
            alice.world.fire(new OverlayTimer.AnswerOverdue(met.remote()));
            alice.drop(met);
        }
        throw new AssertionError("no probe with a mark");
    }

    private RecordingLink probe() {
        alice.called.clear();
        alice.world.fire(new OverlayTimer.ProbeDue());
        return alice.link(OverlaySide.nameOf(alice.called.keySet().iterator().next()));
    }

    /** Five neighbours, and so many others in the book that no probe must be blind. */
    private RecordingLink[] withManyKnown() {
        RecordingLink[] five = alice.full().toArray(RecordingLink[]::new);
        for (int i = 10; i < 50; i++) {
            RecordingLink teller = five[i % 5];
            String name = OverlaySide.nameOf(teller.remote());
            List<PeerId> path = List.of(teller.remote());
            alice.hear(teller, new Shuffle(1, 1, record(name), path, List.of(record("n" + i))));
        }
        assertThat(alice.overlay.addressesKept())
                .isGreaterThan(2 * OverlayConfig.DEFAULT.limits().blindProbes());
        return five;
    }

    private NeighbourAnswer answerTo(String name, Mark mark) {
        RecordingLink link = alice.link(name);
        link.takeSaid();
        alice.hear(link, new Probe(name.hashCode(), record(name), mark));
        NeighbourAnswer answer = only(link, NeighbourAnswer.class);
        if (!answer.accepted()) {
            alice.drop(link);
        }
        return answer;
    }
}
