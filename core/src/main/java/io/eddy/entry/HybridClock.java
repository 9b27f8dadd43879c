package io.eddy.entry;

import java.time.Duration;

/**
 * A hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): later than all that it has seen, and
 * close to the wall clock. 48 bits of milliseconds since 1970, 16 of a counter.
 */
public final class HybridClock {
    private static final int COUNTER_BITS = 16;

    /** A clock further ahead than this is taken for wrong, and not followed (protocols.md B.2, rule 10). */
    private static final long MAX_LEAD_MILLIS = Duration.ofMinutes(10).toMillis();

    private long last;

    public static long millis(long reading) {
        return reading >>> COUNTER_BITS;
    }

    /** The first reading at this time. */
    public static long at(long wallClockMillis) {
        return wallClockMillis << COUNTER_BITS;
    }

    /** A reading above all earlier ones. */
    public long next(long wallClockMillis) {
        last = Math.max(last + 1, at(wallClockMillis));
        return last;
    }

    /** Whether a reading is not so far ahead that its clock must be wrong. */
    public static boolean isCredible(long reading, long wallClockMillis) {
        return millis(reading) - wallClockMillis <= MAX_LEAD_MILLIS;
    }

    /** Takes note of another's reading. */
    public void observe(long reading, long wallClockMillis) {
        if (isCredible(reading, wallClockMillis)) {
            last = Math.max(last, reading);
        }
    }
}
