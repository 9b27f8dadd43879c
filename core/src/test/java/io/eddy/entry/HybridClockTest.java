package io.eddy.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HybridClockTest {
    private static final long NOON = 1_750_000_000_000L;
    private static final long LEAD = Duration.ofMinutes(10).toMillis();

    private final HybridClock clock = new HybridClock();

    @Test
    void readsTheWallClockInMilliseconds() {
        assertThat(HybridClock.millis(clock.next(NOON))).isEqualTo(NOON);
    }

    @Test
    void everyReadingIsAboveTheOneBeforeAlsoWhenTheWallClockStandsOrGoesBack() {
        long first = clock.next(NOON);
        long second = clock.next(NOON);
        long third = clock.next(NOON - 3_600_000);
        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
        assertThat(HybridClock.millis(third)).isEqualTo(NOON);
    }

    @Test
    void isAboveWhatItHasSeen() {
        long seen = reading(NOON + 5_000);
        clock.observe(seen, NOON);
        assertThat(clock.next(NOON)).isEqualTo(seen + 1);
        assertThat(HybridClock.millis(clock.next(NOON + 6_000))).isEqualTo(NOON + 6_000);
    }

    @Test
    void followsAClockThatIsTenMinutesAheadAndNoneThatIsFurther() {
        clock.observe(reading(NOON + LEAD + 1), NOON);
        assertThat(HybridClock.millis(clock.next(NOON))).isEqualTo(NOON);
        clock.observe(reading(NOON + LEAD), NOON);
        assertThat(HybridClock.millis(clock.next(NOON))).isEqualTo(NOON + LEAD);
    }

    @Test
    void readsTheWallClockAgainWhenThatWasYearsAheadAndIsSetRight() {
        clock.next(NOON + Duration.ofDays(3_650).toMillis());
        assertThat(HybridClock.millis(clock.next(NOON))).isEqualTo(NOON);
        clock.next(NOON + Duration.ofHours(3).toMillis());
        assertThat(HybridClock.millis(clock.next(NOON)))
                .as("behind what may still be answered")
                .isEqualTo(NOON + Duration.ofHours(3).toMillis());
    }

    @Test
    void isNotLedAstrayByReadingsThatNoClockGives() {
        clock.observe(-1, NOON);
        clock.observe(Long.MIN_VALUE, NOON);
        clock.observe(Long.MAX_VALUE, NOON);
        clock.observe(0, NOON);
        assertThat(HybridClock.millis(clock.next(NOON))).isEqualTo(NOON);
    }

    private static long reading(long millis) {
        return millis << 16;
    }
}
