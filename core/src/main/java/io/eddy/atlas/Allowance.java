package io.eddy.atlas;

import io.eddy.node.Timestamp;

/** So many at once, and so many a second after that. */
final class Allowance {
    private final double perSecond;
    private final int atOnce;
    private double left;
    private Timestamp refilledAt;

    Allowance(double perSecond, int atOnce, Timestamp now) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.left = atOnce;
        this.refilledAt = now;
    }

    /** Takes one, if there is one. */
    boolean take(Timestamp now) {
        left = Math.min(atOnce, left + refilledAt.until(now).toNanos() / 1e9 * perSecond);
        refilledAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
