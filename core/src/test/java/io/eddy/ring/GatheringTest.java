package io.eddy.ring;

import static io.eddy.node.RecordingWorld.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Answer;
import io.eddy.ring.RingConfig.Timing;
import io.eddy.ring.RingEvent.Unwanted;
import io.eddy.ring.RingEvent.Wanted;
import io.eddy.ring.RingMessage.After;
import io.eddy.ring.RingMessage.Declined;
import io.eddy.ring.RingMessage.Exclude;
import io.eddy.ring.RingMessage.Gone;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.RingMessage.Setup;
import io.eddy.ring.RingMessage.UpTo;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a ring comes to stand, or does not. */
final class GatheringTest {
    private static final Duration SETUP = RingConfig.DEFAULT.timing().setup();
    private static final Duration SEAT_KEPT = RingConfig.DEFAULT.timing().seatKept();

    private final Scribe scribe = new Scribe("bob", "alice", "carol");
    private final Setup toAlice = new Setup(scribe.charter, scribe.seals(1));
    private final RingSide alice = new RingSide();

    @Test
    void aMemberPassesTheSetupOnOnceItsSeatIsKept() {
        alice.link("bob", "carol");
        alice.hear("bob", toAlice);
        assertThat(alice.said("carol")).isEmpty();
        alice.commit();
        assertThat(alice.said("carol")).containsExactly(new Setup(scribe.charter, scribe.seals(2)));
        assertThat(alice.events).hasSize(2).allMatch(Wanted.class::isInstance);
    }

    @Test
    void theSetupWaitsForTheNextMember() {
        alice.link("bob");
        alice.take("bob", toAlice);
        alice.link("carol");
        assertThat(alice.said("carol", Setup.class)).hasSize(1);
    }

    @Test
    void theLastMemberPassesTheSetupToTheDealer() {
        Scribe two = new Scribe("bob", "alice");
        alice.link("bob");
        alice.take("bob", new Setup(two.charter, two.seals(1)));
        assertThat(alice.said("bob")).containsExactly(new Setup(two.charter, two.seals(2)));
    }

    @Test
    void aSetupThatComesAgainIsPassedOnAgain() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        alice.take("bob", toAlice);
        assertThat(alice.said("carol", Setup.class)).hasSize(2);
        assertThat(alice.events).hasSize(2);
    }

    @Test
    void whoDoesNotTakeTheSeatSaysWhy() {
        alice.refusal = "sits in a game";
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        assertThat(alice.said("bob")).containsExactly(new Declined(Scribe.RING, "alice: sits in a game"));
        assertThat(alice.said("carol")).isEmpty();
        assertThat(alice.kept()).isZero();
    }

    @Test
    void aMemberTakesOneSeatAtATime() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        alice.said("bob");
        RingId id = new RingId(Bytes.fromHex("00".repeat(RingId.LENGTH)));
        Charter other = new Charter(id, "talk", Optional.empty(), scribe.charter.members(), Bytes.EMPTY);
        alice.hear("bob", new Setup(other, List.of(scribe.seal(other, 0))));
        assertThat(alice.said("bob")).containsExactly(new Declined(id, "alice: just taking another seat"));
    }

    @Test
    void noMoreSeatsAreTakenThanThereMayBe() {
        Timing timing = RingConfig.DEFAULT.timing();
        RingSide full =
                new RingSide(new RingConfig(timing, Duration.ofHours(1), 0, 10, 1 << 20)); // It sits in none as it is.
        full.link("bob");
        full.hear("bob", toAlice);
        assertThat(full.said("bob")).containsExactly(new Declined(Scribe.RING, "alice: has too many seats already"));
    }

    @Test
    void aRefusalGoesBackTheWayTheSetupCame() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        alice.take("carol", new Declined(Scribe.RING, "carol: is busy"));
        assertThat(alice.said("bob")).containsExactly(new Declined(Scribe.RING, "carol: is busy"));
        assertThat(alice.kept()).isZero();
        assertThat(alice.events).filteredOn(Unwanted.class::isInstance).hasSize(2);
    }

    @Test
    void aRefusalOfAnotherThanTheNextIsLeftAlone() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        alice.take("bob", new Declined(Scribe.RING, "bob: no"));
        assertThat(alice.kept()).isEqualTo(1);
        assertThat(alice.said("bob")).isEmpty();
    }

    @Test
    void aSetupWithAFalseSealIsAViolation() {
        alice.link("bob");
        Seal false0 = new Seal(keyOf("bob"), Bytes.owning(new byte[64]));
        assertThat(alice.violation("bob", new Setup(scribe.charter, List.of(false0))))
                .isEqualTo("a setup without the seals of those before");
    }

    @Test
    void aSealWithTheKeyOfAnotherIsAViolation() {
        alice.link("bob");
        Seal carols = scribe.seal(scribe.charter, 2);
        assertThat(alice.violation("bob", new Setup(scribe.charter, List.of(carols))))
                .isEqualTo("a setup without the seals of those before");
    }

    @Test
    void aSetupFromAnotherThanTheSeatBeforeIsAViolation() {
        alice.link("carol");
        assertThat(alice.violation("carol", toAlice)).isEqualTo("a setup without the seals of those before");
    }

    @Test
    void aSetupWithTooManySealsIsAViolation() {
        alice.link("bob");
        assertThat(alice.violation("bob", new Setup(scribe.charter, scribe.seals(2))))
                .isEqualTo("a setup without the seals of those before");
    }

    @Test
    void aSetupWithoutASeatForTheListenerIsAViolation() {
        Scribe others = new Scribe("bob", "carol");
        alice.link("bob");
        assertThat(alice.violation("bob", new Setup(others.charter, others.seals(1))))
                .isEqualTo("a setup without a seat for the listener");
    }

    @Test
    void aCharterWithOneMemberTwiceIsAViolation() {
        Scribe twice = new Scribe("bob", "alice", "bob");
        alice.link("bob");
        assertThat(alice.violation("bob", new Setup(twice.charter, twice.seals(1))))
                .isEqualTo("a setup without a seat for the listener");
    }

    @Test
    void aSecondCharterOfOneRingIsAViolation() {
        alice.link("bob");
        alice.take("bob", toAlice);
        Scribe other = new Scribe("bob", "alice", "dave");
        assertThat(alice.violation("bob", new Setup(other.charter, other.seals(1))))
                .isEqualTo("two charters of one ring");
    }

    @Test
    void aSeatIsKeptOverARestart() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        RingSide next = alice.restarted();
        assertThat(next.events).hasSize(2).allMatch(Wanted.class::isInstance);
        next.link("bob", "carol");
        next.take("bob", Scribe.numbered(scribe.found(), 0));
        assertThat(next.told()).containsExactly("founded");
    }

    @Test
    void aSeatThatIsNotDurableIsNotKept() {
        alice.link("bob", "carol");
        alice.hear("bob", toAlice);
        assertThat(alice.restarted().events).isEmpty();
    }

    @Test
    void aMemberAsksTheDealerWhatHasBecomeOfARingThatDoesNotStand() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        alice.elapse(SEAT_KEPT);
        assertThat(alice.said("bob")).containsExactly(new After(Scribe.RING, 0));
        alice.hear("bob", new UpTo(Scribe.RING, 0));
        alice.elapse(SEAT_KEPT);
        assertThat(alice.said("bob")).containsExactly(new After(Scribe.RING, 0));
        alice.take("bob", new Gone(Scribe.RING));
        assertThat(alice.kept()).isZero();
    }

    @Test
    void aSeatIsFreeWhenTheDealerCannotBeAsked() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        alice.drop("bob");
        alice.elapse(SEAT_KEPT);
        alice.commit();
        assertThat(alice.kept()).isZero();
    }

    @Test
    void onlyTheDealerEndsARingThatDoesNotStandYet() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        alice.take("carol", new Gone(Scribe.RING));
        assertThat(alice.kept()).isEqualTo(1);
    }

    @Test
    void whoIsStillTakingItsSeatDoesNotSayThatItHasNone() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        alice.said("carol");
        alice.hear("carol", new RingMessage.Told(Scribe.RING, scribe.words(2, 1, "early")));
        alice.hear("bob", new Exclude(Scribe.RING, 2, 0));
        assertThat(alice.said("carol")).isEmpty();
        assertThat(alice.said("bob")).isEmpty();
    }

    @Test
    void aRingStandsWhenTheSetupHasComeRoundAndTheFirstEntryIsKept() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.link("bob", "carol");
        Answer<RingId> answer = new Answer<>();
        alice.rings.found(own.charter, answer);
        assertThat(alice.said("bob")).containsExactly(new Setup(own.charter, own.seals(1)));
        alice.hear("carol", new Setup(own.charter, own.seals(3)));
        answer.assertOpen();
        assertThat(alice.said("bob")).isEmpty();
        alice.commit();
        assertThat(answer.result()).isEqualTo(Scribe.RING);
        assertThat(alice.told()).containsExactly("founded");
        assertThat(alice.said("bob")).containsExactly(Scribe.numbered(own.found(), 0));
    }

    @Test
    void aSetupThatDidNotComeRoundWholeIsAViolation() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.link("bob", "carol");
        alice.rings.found(own.charter, new Answer<>());
        List<Seal> seals = new ArrayList<>(own.seals(2));
        seals.add(own.seal(own.charter, 1));
        assertThat(alice.violation("carol", new Setup(own.charter, seals)))
                .isEqualTo("a setup that did not come round whole");
    }

    @Test
    void aRefusalEndsTheRingThatIsFounded() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.link("bob", "carol");
        Answer<RingId> answer = new Answer<>();
        alice.rings.found(own.charter, answer);
        alice.forgetWhatWasSaid();
        alice.hear("bob", new Declined(Scribe.RING, "carol: is busy"));
        assertThat(answer.complaint()).isEqualTo("carol: is busy");
        assertThat(alice.said("carol")).containsExactly(new Gone(Scribe.RING));
        assertThat(alice.said("bob")).containsExactly(new Gone(Scribe.RING));
    }

    @Test
    void aSetupThatIsOverdueEndsTheRingThatIsFounded() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.link("carol");
        Answer<RingId> answer = new Answer<>();
        alice.rings.found(own.charter, answer);
        alice.elapse(SETUP);
        assertThat(answer.complaint()).isEqualTo("no link to bob");
        assertThat(alice.said("carol")).containsExactly(new Gone(Scribe.RING));
    }

    @Test
    void aDealerThatIsStillGatheringSaysSo() {
        Scribe own = new Scribe("alice", "bob", "carol");
        alice.link("bob", "carol");
        alice.rings.found(own.charter, new Answer<>());
        alice.forgetWhatWasSaid();
        alice.hear("carol", new After(Scribe.RING, 0));
        assertThat(alice.said("carol")).containsExactly(new UpTo(Scribe.RING, 0));
    }

    @Test
    void aRingIsFoundedOnce() {
        Scribe own = new Scribe("alice", "bob");
        alice.founds(own);
        Answer<RingId> again = new Answer<>();
        alice.rings.found(own.charter, again);
        assertThat(again.complaint()).isEqualTo("there was a ring of that id already");
    }

    @Test
    void theFirstEntryMustHoldTheSealsOfAll() {
        alice.link("bob", "carol");
        alice.take("bob", toAlice);
        Words words = scribe.words(0, 1, Words.Kind.FOUNDED, new Founding(scribe.seals(2)).toBytes());
        Numbered founding = Scribe.numbered(scribe.write(words), 0);
        assertThat(alice.violation("bob", founding)).isEqualTo("a founding without the seals of all");
        assertThat(alice.told()).isEmpty();
    }
}
