package io.eddy.node;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often something may happen: tokens that accrue with time, up to a burst, and are taken one by one. Full at the
 * beginning.
 */
public final class TokenBucket {
    private final long costNanos;
    private final long fullNanos;
    private long creditNanos;
    private @Nullable Timestamp creditedAt;

    private TokenBucket(Duration cost, int burst) {
        costNanos = cost.toNanos();
        fullNanos = burst * costNanos;
        creditNanos = fullNanos;
    }

    /** So many tokens a second, and {@code burst} at once. */
    public static TokenBucket perSecond(double count, int burst) {
        return new TokenBucket(Duration.ofNanos((long) (1e9 / count)), burst);
    }

    /** So many tokens a minute, and {@code burst} at once. */
    public static TokenBucket perMinute(int count, int burst) {
        return new TokenBucket(Duration.ofMinutes(1).dividedBy(count), burst);
    }

    /** Takes a token, if there is one. */
    public boolean take(Timestamp now) {
        accrue(now);
        if (creditNanos < costNanos) {
            return false;
        }
        creditNanos -= costNanos;
        return true;
    }

    /** How long until there is a token; zero when there is one. */
    public Duration untilNext(Timestamp now) {
        accrue(now);
        return Duration.ofNanos(Math.max(0, costNanos - creditNanos));
    }

    private void accrue(Timestamp now) {
        Timestamp before = creditedAt;
        if (before != null) {
            // Cut before it is added: a machine that slept for a year has no more credit than a full bucket.
            creditNanos = Math.min(
                    fullNanos,
                    creditNanos + Math.min(fullNanos, before.until(now).toNanos()));
        }
        creditedAt = now;
    }
}
