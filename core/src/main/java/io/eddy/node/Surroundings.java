package io.eddy.node;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What every protocol, the link protocol too, may ask of the node it runs on.
 *
 * @param <T> the names of its timers
 */
public interface Surroundings<T> {

    PeerId self();

    Timestamp now();

    /** Milliseconds since 1970, as the system believes. It may jump. */
    long wallClockMillis();

    RandomGenerator random();

    /** A time that differs by up to a fifth, so that peers that began together do not act together. */
    default Duration jittered(Duration duration) {
        long nanos = duration.toNanos();
        return Duration.ofNanos(nanos - nanos / 5 + random().nextLong(2 * nanos / 5 + 1));
    }

    /** Arms the timer of this name, replacing the deadline it had. */
    void arm(T timer, Duration delay);

    void disarm(T timer);
}
