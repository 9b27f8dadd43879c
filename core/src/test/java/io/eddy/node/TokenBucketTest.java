package io.eddy.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
    private static final Timestamp START = new Timestamp(-5);

    @Test
    void aFullBucketGivesItsBurstAndThenWhatAccrues() {
        TokenBucket bucket = TokenBucket.perSecond(2, 3);
        assertThat(taken(bucket, START)).isEqualTo(3);
        assertThat(taken(bucket, START.plus(Duration.ofMillis(499)))).isZero();
        assertThat(taken(bucket, START.plus(Duration.ofMillis(500)))).isEqualTo(1);
    }

    @Test
    void afterAYearThereIsNoMoreThanTheBurst() {
        TokenBucket bucket = TokenBucket.perMinute(5, 4);
        assertThat(taken(bucket, START)).isEqualTo(4);
        assertThat(taken(bucket, START.plus(Duration.ofDays(365)))).isEqualTo(4);
    }

    @Test
    void whatAccruesInSmallStepsIsNotLost() {
        TokenBucket bucket = TokenBucket.perSecond(0.5, 1);
        assertThat(taken(bucket, START)).isEqualTo(1);
        for (int millis = 1; millis < 2_000; millis++) {
            assertThat(bucket.take(START.plus(Duration.ofMillis(millis)))).isFalse();
        }
        assertThat(bucket.take(START.plus(Duration.ofSeconds(2)))).isTrue();
    }

    @Test
    void itTellsHowLongTheNextTokenTakes() {
        TokenBucket bucket = TokenBucket.perSecond(2, 2);
        assertThat(bucket.untilNext(START)).isZero();
        assertThat(taken(bucket, START)).isEqualTo(2);
        assertThat(bucket.untilNext(START)).isEqualTo(Duration.ofMillis(500));
        Timestamp later = START.plus(Duration.ofMillis(200));
        assertThat(bucket.untilNext(later)).isEqualTo(Duration.ofMillis(300));
        assertThat(taken(bucket, later.plus(bucket.untilNext(later)))).isEqualTo(1);
    }

    private static int taken(TokenBucket bucket, Timestamp now) {
        int taken = 0;
        while (bucket.take(now)) {
            taken++;
        }
        return taken;
    }
}
