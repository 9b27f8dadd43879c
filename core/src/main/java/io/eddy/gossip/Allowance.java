package io.eddy.gossip;

import io.eddy.gossip.GossipConfig.Rate;
import io.eddy.node.Timestamp;

/** What somebody may still cause: it is used up, and accrues again with time. */
final class Allowance {
    private final Rate rate;
    // A fraction: what accrues in a hundredth of a second is less than one.
    private double left;
    private Timestamp refilledAt;

    Allowance(Rate rate, Timestamp now) {
        this.rate = rate;
        this.left = rate.atOnce();
        this.refilledAt = now;
    }

    /** Takes one; {@code false} when there is none. */
    boolean take(Timestamp now) {
        double seconds = refilledAt.until(now).toNanos() / 1e9;
        refilledAt = now;
        left = Math.min(rate.atOnce(), left + seconds * rate.perSecond());
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
