package io.eddy.overlay;

import io.eddy.node.Timestamp;
import org.jspecify.annotations.Nullable;

/** How often something may happen: tokens that accrue with time, up to a burst, and are taken one by one. */
final class Bucket {
    private final double perSecond;
    private final double burst;
    private double tokens;
    private @Nullable Timestamp refilledAt;

    private Bucket(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
    }

    static Bucket perSecond(int count, int burst) {
        return new Bucket(count, burst);
    }

    static Bucket perMinute(int count, int burst) {
        return new Bucket(count / 60.0, burst);
    }

    /** Takes a token, if there is one. */
    boolean take(Timestamp now) {
        Timestamp before = refilledAt;
        if (before != null) {
            tokens = Math.min(burst, tokens + perSecond * before.until(now).toNanos() / 1e9);
        }
        refilledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
