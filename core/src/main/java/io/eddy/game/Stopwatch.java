package io.eddy.game;

import io.eddy.node.Timestamp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long something has taken, without the time for which it was held. */
final class Stopwatch {
    private Duration before = Duration.ZERO;
    private @Nullable Timestamp runningSince;

    void restart(Timestamp now) {
        before = Duration.ZERO;
        runningSince = now;
    }

    /** Lets it run, or holds it. */
    void run(boolean runs, Timestamp now) {
        before = elapsed(now);
        runningSince = runs ? now : null;
    }

    Duration elapsed(Timestamp now) {
        Timestamp since = runningSince;
        return since == null ? before : before.plus(since.until(now));
    }

    /** How long until it shows this much; not negative. */
    Duration left(Duration limit, Timestamp now) {
        Duration left = limit.minus(elapsed(now));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
