package io.eddy.link;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkMessage.Goodbye;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.RecordingLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom carol dials, and when again. */
final class DialerTest {
    private static final Duration FIRST_WAIT = LinkConfig.Liveness.DEFAULT.firstRedial();
    private static final String BOBS_HOST = "192.0.2.66";

    private final Side carol = new Side("carol");

    @Test
    void aTargetIsDialledAtOnce() {
        carol.keep(BOBS_HOST, "bob");
        carol.world.elapse(Duration.ZERO);
        assertThat(carol.world.dials()).singleElement().satisfies(dial -> {
            assertThat(dial.address()).isEqualTo(new Endpoint(BOBS_HOST, 5_000));
            assertThat(dial.expected()).isEqualTo(idOf("bob"));
        });
        carol.answerLastDial("bob");
        assertThat(carol.outcomes).containsExactly("reached bob");
        assertThat(carol.told).containsExactly("up bob");
    }

    @Test
    void theWaitDoublesWithEveryFailureUpToTheLongest() {
        Target target = carol.keep(BOBS_HOST, "bob");
        carol.world.elapse(Duration.ZERO);
        Duration longest = FIRST_WAIT;
        for (int failures = 0; failures < 12; failures++) {
            carol.failLastDial(Code.REFUSED);
            assertThat(waitFor(target)).isBetween(longest.dividedBy(2), longest);
            carol.world.fire(new LinkTimer.RedialDue(target));
            longest = min(longest.multipliedBy(2), Side.LONGEST_WAIT);
        }
        assertThat(carol.world.dials()).hasSize(13);
        assertThat(carol.outcomes).hasSize(12).containsOnly("missed REFUSED");
    }

    @Test
    void theWaitIsJittered() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Target target = carol.keep("192.0.2." + i, null);
            carol.world.elapse(Duration.ZERO);
            carol.failLastDial(Code.REFUSED);
            waits.add(waitFor(target));
            carol.links.stop(target);
        }
        assertThat(waits).doesNotHaveDuplicates();
    }

    @Test
    void aSessionResetsTheWait() {
        Target target = carol.keep(BOBS_HOST, "bob");
        carol.world.elapse(Duration.ZERO);
        for (int i = 0; i < 8; i++) {
            carol.failLastDial(Code.REFUSED);
            carol.world.fire(new LinkTimer.RedialDue(target));
        }
        RecordingLink link = carol.answerLastDial("bob");
        carol.node.onLinkDown(link, Closing.of(Code.BROKEN, ""));
        assertThat(waitFor(target)).isBetween(FIRST_WAIT.dividedBy(2), FIRST_WAIT);
        assertThat(carol.outcomes).endsWith("reached bob", "missed BROKEN");
    }

    @ParameterizedTest
    @EnumSource(names = {"VERSION", "WRONG_NETWORK", "WRONG_PEER", "BLOCKED", "SELF"})
    void whatWillFailAgainIsTriedAfterTheLongestWait(Code lasting) {
        Target target = carol.keep(BOBS_HOST, "bob");
        carol.world.elapse(Duration.ZERO);
        carol.failLastDial(lasting);
        assertThat(waitFor(target)).isBetween(Side.LONGEST_WAIT.dividedBy(2), Side.LONGEST_WAIT);
    }

    @Test
    void aRefusalByGoodbyeCountsAsAFailure() {
        Target target = carol.keep(BOBS_HOST, "bob");
        carol.world.elapse(Duration.ZERO);
        RecordingLink dial = carol.lastDial().prove(idOf("bob"));
        carol.node.onLinkUp(dial);
        carol.hear(dial, new Goodbye(Closing.of(Code.BLOCKED, "no")));
        assertThat(carol.outcomes).containsExactly("missed BLOCKED");
        assertThat(waitFor(target)).isGreaterThan(Duration.ofSeconds(14));
        carol.node.onLinkDown(dial, Closing.of(Code.BLOCKED, "no"));
        assertThat(carol.outcomes).hasSize(1);
    }

    @Test
    void aTargetThatIsStoppedIsNotDialled() {
        Target target = carol.keep(BOBS_HOST, "bob");
        carol.links.stop(target);
        carol.world.elapse(Duration.ofHours(1));
        assertThat(carol.world.dials()).isEmpty();
        assertThat(carol.outcomes).isEmpty();
    }

    @Test
    void stoppingEndsTheDialUnderWayAndTheWait() {
        Target dialling = carol.keep(BOBS_HOST, "bob");
        Target waiting = carol.keep("192.0.2.67", null);
        carol.world.elapse(Duration.ZERO);
        carol.failLastDial(Code.REFUSED);
        carol.links.stop(dialling);
        carol.links.stop(waiting);
        RecordingLink hungUp = carol.world.dials().get(0);
        assertThat(hungUp.closing()).isNotNull();
        carol.node.onLinkDown(hungUp, Closing.of(Code.BYE, ""));
        assertThat(carol.outcomes).containsExactly("missed REFUSED");
        assertThat(carol.world.timers()).isEmpty();
    }

    @Test
    void stoppingKeepsTheSession() {
        Target target = carol.keep(BOBS_HOST, "bob");
        carol.world.elapse(Duration.ZERO);
        RecordingLink link = carol.answerLastDial("bob");
        carol.links.stop(target);
        assertThat(link.closing()).isNull();
        carol.node.onLinkDown(link, Closing.of(Code.BROKEN, ""));
        carol.world.elapse(Duration.ofMinutes(1));
        assertThat(carol.world.dials()).hasSize(1);
        assertThat(carol.outcomes).containsExactly("reached bob");
    }

    @Test
    void aPeerWithASessionIsNotDialled() {
        carol.sessionWith("bob");
        carol.keep(BOBS_HOST, "bob");
        carol.world.elapse(Duration.ofSeconds(2));
        assertThat(carol.world.dials()).isEmpty();
        assertThat(carol.outcomes).containsExactly("reached bob");
    }

    @Test
    void aPeerThatDialsFirstIsReachedAndItsTargetNotTold() {
        carol.keep(BOBS_HOST, "bob");
        carol.world.elapse(Duration.ZERO);
        carol.sessionWith("bob");
        assertThat(carol.outcomes).containsExactly("reached bob");
        carol.failLastDial(Code.TIMEOUT);
        assertThat(carol.outcomes).containsExactly("reached bob");
    }

    @Test
    void ofTwoAddressesOfOnePeerBothAreReached() {
        carol.keep(BOBS_HOST, null);
        carol.world.elapse(Duration.ZERO);
        carol.answerLastDial("alice");
        carol.keep("192.0.2.67", null);
        carol.world.elapse(Duration.ZERO);
        RecordingLink second = carol.lastDial().prove(idOf("alice"));
        carol.node.onLinkUp(second);
        carol.hear(second, Greeting.of("alice").hello());
        assertThat(second.said(Goodbye.class)).hasSize(1);
        assertThat(carol.outcomes).containsExactly("reached alice", "reached alice");
        assertThat(carol.told).containsExactly("up alice");
    }

    @Test
    void aDuplicateOfALinkThatIsNotYetTheSessionIsNoMiss() {
        carol.keep(BOBS_HOST, null);
        carol.world.elapse(Duration.ZERO);
        RecordingLink dialled = carol.lastDial().prove(idOf("bob"));
        carol.node.onLinkUp(dialled);
        RecordingLink accepted = carol.dialledBy("bob");
        carol.hear(accepted, Greeting.of("bob").hello());
        carol.hear(dialled, Greeting.of("bob").hello());
        // The word on the other link is under way, and comes later than this one.
        carol.hear(dialled, new Goodbye(Closing.of(Code.DUPLICATE, "there is a link already")));
        carol.hear(accepted, new LinkMessage.Admit(1));
        assertThat(carol.outcomes).isEmpty();
        carol.world.elapse(FIRST_WAIT);
        RecordingLink again = carol.lastDial().prove(idOf("bob"));
        carol.node.onLinkUp(again);
        carol.hear(again, new Goodbye(Closing.of(Code.DUPLICATE, "there is a link already")));
        assertThat(carol.outcomes).containsExactly("reached bob");
    }

    @Test
    void dialsUnderWayAreLimited() {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            targets.add(carol.keep("192.0.2." + i, null));
        }
        carol.world.elapse(Duration.ZERO);
        assertThat(carol.world.dials()).hasSize(64);
        targets.subList(0, 64).forEach(carol.links::stop);
        carol.world.elapse(FIRST_WAIT);
        assertThat(carol.world.dials()).hasSize(100);
    }

    @Test
    void aTargetStoppedByAnothersMissIsNotTold() {
        List<Target> second = new ArrayList<>();
        Target.Listener stopping = new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {}

            @Override
            public void onMissed(Closing why) {
                second.forEach(carol.links::stop);
            }
        };
        carol.links.keep(new Endpoint("192.0.2.1", 1), Optional.of(idOf("bob")), Side.LONGEST_WAIT, stopping);
        second.add(carol.keep("192.0.2.2", "bob"));
        carol.world.elapse(Duration.ZERO);
        RecordingLink link = carol.sessionWith("bob");
        carol.node.onLinkDown(link, Closing.of(Code.BROKEN, ""));
        assertThat(carol.outcomes).containsExactly("reached bob");
        assertThat(carol.world.timers()).hasSize(1);
    }

    private Duration waitFor(Target target) {
        return carol.world.timeUntil(new LinkTimer.RedialDue(target));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
