package io.eddy.ring;

import static io.eddy.ring.Scribe.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.ring.RingEvent.Unwanted;
import io.eddy.ring.RingEvent.Wanted;
import io.eddy.ring.RingMessage.After;
import io.eddy.ring.RingMessage.Gone;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.RingMessage.Told;
import io.eddy.ring.RingMessage.UpTo;
import io.eddy.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How members are away, come back, and go; and how a ring ends. */
final class LeavingTest {
    private static final Duration AWAY = RingConfig.DEFAULT.timing().away();
    private static final Duration CHECK = RingConfig.DEFAULT.timing().check();
    private static final Duration KEPT = RingConfig.DEFAULT.kept();

    /** Of the ring in which alice sits between bob, the dealer, and carol. */
    private final Scribe scribe = new Scribe("bob", "alice", "carol");

    private final RingSide alice = new RingSide();

    @Test
    void aHiccupIsNotTold() {
        joined();
        alice.drop("carol");
        alice.elapse(Duration.ofSeconds(1));
        assertThat(alice.ring().isPaused()).isFalse();
        alice.link("carol");
        alice.hear("carol", new After(Scribe.RING, 1));
        alice.elapse(Duration.ofSeconds(5));
        assertThat(alice.told()).isEmpty();
    }

    @Test
    void whoIsAwayForLongerIsToldAndIsBackWithItsQuestion() {
        joined();
        alice.drop("carol");
        alice.elapse(Duration.ofSeconds(2));
        assertThat(alice.told()).containsExactly("away 2");
        assertThat(alice.ring().isPaused()).isTrue();
        assertThat(alice.ring().isHere(2)).isFalse();
        alice.link("carol");
        assertThat(alice.told()).isEmpty();
        alice.hear("carol", new After(Scribe.RING, 1));
        assertThat(alice.told()).containsExactly("back 2");
        assertThat(alice.ring().isPaused()).isFalse();
    }

    @Test
    void aDealerThatIsAwayForLongEndsTheRing() {
        joined();
        alice.drop("bob");
        alice.elapse(AWAY);
        assertThat(alice.told()).containsExactly("away 0", "broken: bob, the dealer, has been away for 120 s");
        assertThat(alice.events).filteredOn(Unwanted.class::isInstance).hasSize(2);
        alice.link("bob");
        alice.hear("bob", new After(Scribe.RING, 1));
        assertThat(alice.said("bob")).containsExactly(new Gone(Scribe.RING));
    }

    @Test
    void theDealersEndIsTheRings() {
        joined();
        alice.hear("bob", new Gone(Scribe.RING));
        assertThat(alice.told()).containsExactly("broken: bob, the dealer, has ended it");
        assertThat(alice.rings.standing()).isEmpty();
    }

    @Test
    void aStrangersGoneMeansNothing() {
        joined();
        alice.link("dave");
        alice.hear("dave", new Gone(Scribe.RING));
        assertThat(alice.told()).isEmpty();
        assertThat(alice.ring().isPaused()).isFalse();
    }

    @Test
    void aDealerThatLeavesEndsTheRing() {
        alice.founds(new Scribe("alice", "bob", "carol")).forgetWhatWasSaid();
        alice.ring().leave();
        assertThat(alice.said("bob")).containsExactly(new Gone(Scribe.RING));
        assertThat(alice.said("carol")).containsExactly(new Gone(Scribe.RING));
        assertThat(alice.told()).containsExactly("broken: alice, the dealer, has left");
    }

    @Test
    void aSeatThatLeavesIsToldInItsPlace() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.leaving(2, 1)), 0));
        assertThat(alice.told()).containsExactly("left 2");
        assertThat(alice.ring().isIn(2)).isFalse();
        assertThat(alice.violation("bob", numbered(scribe.write(scribe.words(2, 2, "still here")), 0)))
                .isEqualTo("an entry out of turn");
    }

    @Test
    void whoLeavesIsHeardAlthoughItsPartIsOver() {
        joined();
        Told told = new Told(Scribe.RING, scribe.leaving(1, 1));
        alice.ring().leave();
        assertThat(alice.rings.standing()).isEmpty();
        alice.commit();
        assertThat(alice.said("carol")).containsExactly(told);
        alice.elapse(CHECK);
        assertThat(alice.said("bob", Told.class)).containsExactly(told);
        assertThat(alice.events).noneMatch(Unwanted.class::isInstance);
        alice.take("bob", numbered(scribe.write(told.words()), 0));
        assertThat(alice.events).filteredOn(Unwanted.class::isInstance).hasSize(2);
        assertThat(alice.told()).isEmpty();
    }

    @Test
    void whoLeftIsHeardAfterARestart() {
        joined();
        alice.ring().leave();
        alice.commit();
        RingSide next = alice.restarted();
        assertThat(next.events).hasSize(2).allMatch(Wanted.class::isInstance);
        next.link("bob", "carol");
        Told told = new Told(Scribe.RING, scribe.leaving(1, 1));
        assertThat(next.said("carol")).contains(told);
        next.take("bob", numbered(scribe.write(told.words()), 0));
        assertThat(next.events).filteredOn(Unwanted.class::isInstance).hasSize(2);
        assertThat(next.said("carol", Numbered.class)).hasSize(1);
    }

    @Test
    void whatNobodyWillEverHearIsNotSaidAgain() {
        joined();
        alice.ring().leave();
        alice.commit();
        alice.said("carol");
        alice.hear("bob", new Gone(Scribe.RING));
        assertThat(alice.events).filteredOn(Unwanted.class::isInstance).hasSize(2);
        alice.elapse(CHECK);
        assertThat(alice.said("carol")).isEmpty();
    }

    @Test
    void whoMissedTheEndIsGivenTheLog() {
        joined();
        alice.take("bob", numbered(scribe.write(scribe.words(2, 1, "the end")), 0));
        alice.ring().close();
        alice.forgetWhatWasSaid();
        alice.hear("carol", new After(Scribe.RING, 1));
        assertThat(alice.said("carol")).containsExactly(numbered(scribe.log.get(1)), new UpTo(Scribe.RING, 2));
        alice.take("bob", numbered(scribe.write(scribe.words(2, 2, "after the end")), 0));
        assertThat(alice.told()).isEmpty();
    }

    @Test
    void theLogOfARingThatIsOverIsForgottenInTime() {
        joined();
        alice.ring().close();
        alice.world.elapse(KEPT.minusSeconds(1));
        alice.commit();
        assertThat(alice.kept()).isEqualTo(2);
        alice.world.elapse(Duration.ofSeconds(1));
        alice.commit();
        assertThat(alice.kept()).isZero();
        alice.link("carol");
        alice.hear("carol", new After(Scribe.RING, 1));
        assertThat(alice.said("carol")).containsExactly(new Gone(Scribe.RING));
    }

    @Test
    void theLogOfARingThatIsOverIsForgottenOverARestartToo() {
        joined();
        alice.ring().close();
        alice.commit();
        alice.world.pass(KEPT.minusSeconds(1));
        RingSide next = alice.restarted();
        next.world.elapse(Duration.ofSeconds(1));
        next.commit();
        assertThat(next.kept()).isZero();
        assertThat(next.told()).isEmpty();
    }

    @Test
    void theLogOfARingThatWasOverForLongIsForgottenAfterTheStart() {
        joined();
        alice.ring().close();
        alice.commit();
        alice.world.pass(KEPT.plusSeconds(1));
        RingSide next = alice.restarted();
        next.world.elapse(Duration.ZERO);
        next.commit();
        assertThat(next.kept()).isZero();
    }

    @Test
    void nothingIsSaidInARingThatIsOver() {
        joined();
        Ring ring = alice.ring();
        ring.close();
        ring.say(Bytes.EMPTY);
        alice.commit();
        assertThat(alice.said("carol")).isEmpty();
    }

    private void joined() {
        alice.joins(scribe).forgetWhatWasSaid();
    }
}
