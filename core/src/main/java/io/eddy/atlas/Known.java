package io.eddy.atlas;

import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.node.TokenBucket;
import java.time.Duration;

/** A peer's newest place as far as is known here, how old it is, and which neighbours have it. */
final class Known {
    /** Newer places of one owner that are taken: it may change its own every 2 s, and ways differ in length. */
    private static final double CHANGES_PER_SECOND = 0.5;

    private static final int CHANGES_AT_ONCE = 4;

    final PeerId peer;
    Place place;

    /** When it was signed, by what everybody who passed it on measured. */
    private Timestamp signedAt;

    /** When it came here: it is never younger than this side can tell by itself. */
    private Timestamp heardAt;

    private final TokenBucket changes;

    /** By which this place is told from others, see {@link Place#mark}. */
    int mark;

    /** The bits of the neighbours that have this place, or need not be told of it. */
    long had;

    /** The bits of the neighbours that keep this peer's place, be it this one or an older one. */
    long keepers;

    /** Whether it is among the news. */
    boolean isNews;

    Known(PeerId peer, Place place, Timestamp heardAt, Duration age) {
        this.peer = peer;
        this.changes = TokenBucket.perSecond(CHANGES_PER_SECOND, CHANGES_AT_ONCE);
        this.place = place;
        this.mark = place.mark();
        this.heardAt = heardAt;
        this.signedAt = heardAt.plus(age.negated());
    }

    boolean mayChange(Timestamp now) {
        return changes.take(now);
    }

    void change(Place newer, Timestamp now, Duration age) {
        place = newer;
        mark = newer.mark();
        heardAt = now;
        signedAt = now.plus(age.negated());
    }

    /** The same place came by another way, and may have been faster. */
    void onToldAgain(Timestamp now, Duration age) {
        Timestamp told = now.plus(age.negated());
        Timestamp possible = told.compareTo(heardAt) < 0 ? told : heardAt;
        if (possible.compareTo(signedAt) > 0) {
            signedAt = possible;
        }
    }

    Duration age(Timestamp now) {
        return signedAt.until(now);
    }

    boolean holds(Timestamp now) {
        return age(now).toSeconds() < place.sheet().head().holdsSeconds();
    }
}
