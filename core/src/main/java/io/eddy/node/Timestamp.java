package io.eddy.node;

import java.time.Duration;

/** A reading of a monotonic clock. Only differences mean anything. */
public record Timestamp(long nanos) implements Comparable<Timestamp> {

    public Timestamp plus(Duration duration) {
        return new Timestamp(nanos + duration.toNanos());
    }

    public Duration until(Timestamp later) {
        return Duration.ofNanos(later.nanos - nanos);
    }

    /** Compares by difference, because a monotonic clock may wrap. */
    @Override
    public int compareTo(Timestamp other) {
        return Long.signum(nanos - other.nanos);
    }
}
