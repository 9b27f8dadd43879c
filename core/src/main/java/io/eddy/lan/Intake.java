package io.eddy.lan;

import io.eddy.node.Timestamp;

/** Lets so many pass in a second, and a second's worth at once (a token bucket). */
final class Intake {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long costNanos;
    private long creditNanos = SECOND_NANOS;
    private Timestamp creditedAt;

    Intake(int perSecond, Timestamp now) {
        costNanos = SECOND_NANOS / perSecond;
        creditedAt = now;
    }

    boolean takes(Timestamp now) {
        // Cut before it is added: a machine that slept for a year has no more credit than after a second.
        long passedNanos = Math.min(SECOND_NANOS, creditedAt.until(now).toNanos());
        creditNanos = Math.min(SECOND_NANOS, creditNanos + passedNanos);
        creditedAt = now;
        if (creditNanos < costNanos) {
            return false;
        }
        creditNanos -= costNanos;
        return true;
    }
}
