package io.eddy.ring;

import io.eddy.node.Timestamp;
import io.eddy.ring.RingConfig.Timing;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which members of a ring this one can reach, since when it cannot reach the others, and how far each is. */
final class Attendance {
    /** Since when nothing is heard of a seat: its link was lost, and it has not spoken since. */
    private final @Nullable Timestamp[] lostAt;

    private final boolean[] linked;
    private final boolean[] away;
    private final boolean[] gone;

    private final Surroundings surroundings;
    private final RingId ring;

    Attendance(Surroundings surroundings, RingId ring, int seats) {
        this.surroundings = surroundings;
        this.ring = ring;
        lostAt = new Timestamp[seats];
        linked = new boolean[seats];
        Arrays.fill(linked, true);
        away = new boolean[seats];
        gone = new boolean[seats];
    }

    /** Looks who is linked. */
    void begin(Post post) {
        post.others()
                .filter(other -> !surroundings.host().isUp(post.peer(other)))
                .forEach(this::lost);
    }

    /** The link to this seat is lost, or was never there. */
    void lost(int seat) {
        linked[seat] = false;
        if (lostAt[seat] == null) {
            lostAt[seat] = surroundings.host().now();
            Timing timing = surroundings.config().timing();
            surroundings.host().arm(new RingTimer.HiccupOver(ring, seat), timing.hiccup());
            surroundings.host().arm(new RingTimer.Missing(ring, seat), timing.away());
        }
    }

    /** There is a link to this seat. One that was away is back only when it speaks: a link alone does nothing. */
    void linked(int seat) {
        linked[seat] = true;
        if (!away[seat]) {
            lostAt[seat] = null;
            stopWaiting(seat);
        }
    }

    /** It does not matter any more how long this seat is away. */
    void stopWaiting(int seat) {
        surroundings.host().disarm(new RingTimer.HiccupOver(ring, seat));
        surroundings.host().disarm(new RingTimer.Missing(ring, seat));
    }

    boolean isLinked(int seat) {
        return linked[seat];
    }

    /** Whether nothing has been heard of this seat for so long since its link was lost. */
    boolean isLostFor(int seat, Duration length) {
        Timestamp since = lostAt[seat];
        return since != null && since.until(surroundings.host().now()).compareTo(length) >= 0;
    }

    /** What is told when it is the dealer that has been away for too long. */
    String tooLong(Member dealer) {
        long seconds = surroundings.config().timing().away().toSeconds();
        return dealer.name() + ", the dealer, has been away for " + seconds + " s";
    }

    /** Notes that a seat is away or back; whether that is new. */
    boolean setAway(int seat, boolean isAway) {
        boolean before = away[seat];
        away[seat] = isAway;
        if (before && !isAway) {
            lostAt[seat] = null;
            stopWaiting(seat);
        }
        return before != isAway;
    }

    boolean isLinkedAndAway(int seat) {
        return isLinked(seat) && away[seat];
    }

    boolean isAway(int seat) {
        return away[seat];
    }

    /** This seat has said that it has no part in the ring. */
    void gone(int seat) {
        gone[seat] = true;
    }

    boolean isGone(int seat) {
        return gone[seat];
    }

    @Override
    public String toString() {
        return "away " + Arrays.toString(away);
    }
}
