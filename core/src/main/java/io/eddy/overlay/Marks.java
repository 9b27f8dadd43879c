package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.node.TokenBucket;
import io.eddy.overlay.ActiveView.Neighbour;
import io.eddy.overlay.OverlayMessage.Mark;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mark of the network that this side is in, by which two peers find out whether theirs is one and the same.
 *
 * <pre>
 *   none heard for 3 ticks ──tick──▶ claimed: one's own, raised and said to the neighbours at every tick
 *          ▲                                │
 *          └── not raised for 3 ticks ── heard ◀──┴── a neighbour says one of a lower peer, or a raised one
 * </pre>
 *
 * <p>A peer that hears of no mark makes its own, a newcomer too, but not before it can have heard that of its network;
 * of two the one of the lower peer stays, and who hears of a lower one raises its own no more. A mark that is new goes
 * on to all neighbours at once, so within a second all who are linked in any way have the same, of the same number or
 * the next. Those who are cut off keep an old number, and soon make another mark. A number that was heard once is not
 * news again, so the mark of a peer that is gone dies.
 *
 * <p>Marks are not signed. A liar may make any mark: then peers link that need not. With accomplices it may show two
 * networks the same mark; so some probes do not look at marks ({@link Repair}).
 */
final class Marks {
    /** Ticks without news of it, after which a mark says nothing. */
    private static final int STALE_AFTER_TICKS = 3;

    /** Peers whose last number is remembered; of more, the one not heard of for longest is forgotten. */
    private static final int MAX_SEEN = 64;

    /** News of marks passed on in a minute and at once: whoever makes more must not make all others speak. */
    private static final int NEWS_PER_MINUTE = 30;

    private static final int NEWS_AT_ONCE = 6;

    /** Where many make a mark at one time, all but one of these are gone sooner. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** A liar that changes marks all the time makes nobody a newcomer more often. */
    private static final Duration MOVED_AGAIN = Duration.ofMinutes(5);

    private final Host<OverlayMessage, OverlayTimer> host;
    private final ActiveView active;
    private final OverlayTally tally;
    private final Duration fresh;
    private final Map<PeerId, Long> seen = new LinkedHashMap<>();
    private final TokenBucket news = TokenBucket.perMinute(NEWS_PER_MINUTE, NEWS_AT_ONCE);
    private @Nullable Mark mark;
    private Timestamp heardAt;
    private Timestamp rootedAt;
    private boolean unsaid;
    private boolean moved;
    private @Nullable Timestamp movedAt;

    Marks(Host<OverlayMessage, OverlayTimer> host, OverlayConfig config, ActiveView active, OverlayTally tally) {
        this.host = host;
        this.active = active;
        this.tally = tally;
        this.fresh = config.pace().tick().multipliedBy(STALE_AFTER_TICKS);
        this.heardAt = host.now();
        this.rootedAt = heardAt;
    }

    /** The mark as it may be shown to others; {@code null} when there is none that says anything. */
    @Nullable
    Mark current() {
        return heardAt.until(host.now()).compareTo(fresh) <= 0 ? mark : null;
    }

    /** Whether a peer with this mark is surely, but for liars, in the same network. */
    boolean isSame(Mark other) {
        Mark own = current();
        return own != null
                && own.root().equals(other.root())
                && (own.number() == other.number()
                        || own.number() == other.number() + 1
                        || own.number() + 1 == other.number());
    }

    /** Tells a new neighbour. */
    void onNeighbour(PeerId peer) {
        Mark own = current();
        if (own != null) {
            host.send(peer, own);
        }
    }

    void onTick() {
        Mark own = current();
        if (active.size() == 0) {
            return;
        }
        boolean unheard = heardAt.until(host.now()).compareTo(fresh) > 0;
        if (unheard || (own != null && own.root().equals(host.self()))) {
            long before = seen.getOrDefault(host.self(), 0L);
            if (before < Long.MAX_VALUE) {
                // By the clock, a peer that restarts goes on above what it said before.
                adopt(new Mark(host.self(), before == 0 ? Math.max(1, host.wallClockMillis()) : before + 1));
                say(null);
            }
        } else if (unsaid) {
            say(null);
        }
    }

    void onMark(PeerId from, Mark heard) {
        Neighbour neighbour = active.get(from);
        if (neighbour == null) {
            tally.stale++;
        } else if (!neighbour.teller.walks.take(host.now())) {
            tally.overRate++;
        } else if (heard.number() > seen.getOrDefault(heard.root(), 0L)) {
            Mark own = current();
            boolean mine = heard.root().equals(host.self()); // Of an earlier life, or a forgery: the next is higher.
            if (mine || (own != null && own.root().compareTo(heard.root()) < 0)) {
                note(heard);
            } else {
                adopt(heard);
                if (news.take(host.now())) {
                    say(from);
                } else {
                    unsaid = true;
                }
            }
        }
    }

    /** Whether this side has come into another network since this was asked last: it has few links into that. */
    boolean takeMoved() {
        boolean taken = moved;
        moved = false;
        return taken;
    }

    private void adopt(Mark news) {
        note(news);
        Mark own = current();
        boolean sameRoot = own != null && own.root().equals(news.root());
        boolean cutOff = own != null && sameRoot && news.number() > own.number() + 1;
        boolean settled = rootedAt.until(host.now()).compareTo(SETTLED) >= 0;
        if (own != null && settled && (cutOff || !sameRoot) && mayMove()) {
            moved = true;
            movedAt = host.now();
        }
        rootedAt = sameRoot ? rootedAt : host.now();
        mark = news;
        heardAt = host.now();
    }

    private boolean mayMove() {
        Timestamp before = movedAt;
        return before == null || before.until(host.now()).compareTo(MOVED_AGAIN) >= 0;
    }

    private void note(Mark heard) {
        seen.remove(heard.root());
        seen.put(heard.root(), heard.number());
        if (seen.size() > MAX_SEEN) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    private void say(@Nullable PeerId not) {
        unsaid = false;
        Mark own = current();
        for (Neighbour neighbour : active.all()) {
            if (own != null && !neighbour.peer.equals(not)) {
                host.send(neighbour.peer, own);
            }
        }
    }
}
