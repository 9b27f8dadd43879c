package io.eddy.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.ring.RingConfig.Timing;
import io.eddy.ring.RingMessage.Gone;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is too much for a ring. */
final class RingLimitsTest {
    private final RingSide alice = new RingSide();

    @Test
    void noMoreIsSaidAtOnceThanThereMayBe() {
        alice.joins(new Scribe("bob", "alice", "carol")).forgetWhatWasSaid();
        for (int i = 0; i < 64; i++) {
            alice.say("words");
        }
        assertThatThrownBy(() -> alice.say("more")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRingWithMoreEntriesThanAreKeptIsGivenUp() {
        Timing timing = RingConfig.DEFAULT.timing();
        RingSide brief = new RingSide(new RingConfig(timing, Duration.ofHours(1), 16, 2, 1 << 20));
        brief.founds(new Scribe("alice", "bob")).forgetWhatWasSaid();
        brief.say("one");
        brief.commit();
        brief.say("two");
        assertThat(brief.told()).containsExactly("2 by 0: one", "broken: more was said in it than is kept");
        assertThat(brief.said("bob", Gone.class)).hasSize(1);
    }
}
