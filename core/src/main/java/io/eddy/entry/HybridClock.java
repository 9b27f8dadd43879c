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

    /** Clocks of two sides that are wrong by an hour, in different directions, and some more. */
    public static final long MAX_ANSWERED_LEAD_MILLIS = Duration.ofHours(3).toMillis();

    private long last;

    public static long millis(long reading) {
        return reading >>> COUNTER_BITS;
    }

    /** The first reading at this time. */
    public static long at(long wallClockMillis) {
        return wallClockMillis << COUNTER_BITS;
    }

    /** A reading above all earlier ones, unless those are so far ahead that the wall clock was wrong then. */
    public long next(long wallClockMillis) {
        long now = at(wallClockMillis);
        last = isAnswered(last, wallClockMillis) ? Math.max(last + 1, now) : now;
        return last;
    }

    /** Whether a reading is not so far ahead that its clock must be wrong. */
    public static boolean isCredible(long reading, long wallClockMillis) {
        return millis(reading) - wallClockMillis <= MAX_LEAD_MILLIS;
    }

    /**
     * Whether what is said next in a conversation stands behind a reading, so that no answer stands before its
     * question. What is further ahead would take all that is said there after it to that time.
     */
    public static boolean isAnswered(long reading, long wallClockMillis) {
        return millis(reading) - wallClockMillis <= MAX_ANSWERED_LEAD_MILLIS;
    }

    /** Takes note of another's reading. */
    public void observe(long reading, long wallClockMillis) {
        if (isCredible(reading, wallClockMillis)) {
            last = Math.max(last, reading);
        }
    }
}
