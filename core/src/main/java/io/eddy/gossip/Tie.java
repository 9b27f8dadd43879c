package io.eddy.gossip;

import io.eddy.entry.MessageId;
import io.eddy.gossip.GossipMessage.Announced;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.node.TokenBucket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is between us and one linked peer. A neighbour is eager or lazy; who is no neighbour is neither. */
final class Tie {
    final PeerId peer;
    final Allowance allowance;

    private boolean neighbour;
    private boolean eager;
    private boolean ended;

    /** Whether it brought something new since it became eager. */
    private boolean bringer;

    /** Whether it was asked to send entries at once and may not know yet. */
    private boolean asked;

    /** Entries that are announced to it soon. */
    private List<Announced> unannounced = new ArrayList<>(0);

    /** Entries that it has asked for and that found no room on the link. */
    final Deque<MessageId> owed = new ArrayDeque<>(1);

    /** Entries that it announced, that have not come, and for which it has not been asked. */
    int announced;

    /** Whether it ever sent an entry, as this neighbour. */
    private boolean served;

    /** Entries that others brought before it served, or since it is on trial. */
    private int broughtByOthers;

    /** Whether it will be asked for something, to see whether it gives anything. */
    private boolean trialDue;

    /** What it was asked for. */
    private @Nullable MessageId triedWith;

    private @Nullable Timestamp triedAt;

    Tie(PeerId peer, Allowance allowance) {
        this.peer = peer;
        this.allowance = allowance;
    }

    /**
     * What a linked peer may cause.
     *
     * @param entries of it that are looked at
     * @param grafts that are answered
     * @param offers of all that is kept, each time that it becomes a neighbour
     */
    record Allowance(TokenBucket entries, TokenBucket grafts, TokenBucket offers) {
        /** Whoever becomes a neighbour more often is announced only what is new. */
        private static final int OFFERS_PER_MINUTE = 6;

        static Allowance of(GossipConfig.Rates rates) {
            return new Allowance(
                    rates.neighbour().bucket(),
                    rates.grafts().bucket(),
                    TokenBucket.perMinute(OFFERS_PER_MINUTE, OFFERS_PER_MINUTE));
        }
    }

    /** It is a neighbour from here on; new ones are eager. */
    void join() {
        neighbour = true;
        eager = true;
        bringer = false;
        served = false;
        trialDue = false;
        endTrial();
    }

    /** It is no neighbour from here on. */
    void part() {
        neighbour = false;
        becomeLazy();
        unannounced = new ArrayList<>(0);
    }

    /** The session is over. */
    void end() {
        part();
        ended = true;
        owed.clear();
    }

    boolean isNeighbour() {
        return neighbour;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isEager() {
        return eager;
    }

    boolean isLazy() {
        return neighbour && !eager;
    }

    /** It gets entries at once; nothing changes when it is no neighbour. */
    void becomeEager() {
        eager = neighbour;
    }

    /** It gets announcements. */
    void becomeLazy() {
        eager = false;
        asked = false;
        bringer = false;
    }

    /** It brought something new: it is to do so. */
    void onBrought() {
        becomeEager();
        bringer = eager;
    }

    boolean isBringer() {
        return bringer;
    }

    /** It is asked to send entries at once. */
    void ask() {
        becomeEager();
        asked = eager;
    }

    /** Whether what it announces now is from before it knew that it was asked; true once at most. */
    boolean takeAsked() {
        boolean taken = asked;
        asked = false;
        return taken;
    }

    void announceLater(Announced entry) {
        unannounced.add(entry);
    }

    List<Announced> takeUnannounced() {
        List<Announced> taken = unannounced;
        if (!taken.isEmpty()) {
            unannounced = new ArrayList<>(0);
        }
        return taken;
    }

    /** It will be asked for something. */
    void awaitTrial() {
        trialDue = true;
    }

    /** Whether it is to be asked still, now that it is time. */
    boolean beginTrial() {
        boolean begins = trialDue && neighbour && !served;
        trialDue = false;
        broughtByOthers = 0;
        return begins;
    }

    /** It is asked for this. */
    void tryWith(MessageId id, Timestamp now) {
        triedWith = id;
        triedAt = now;
    }

    /** Since when it is known to have been asked; {@code null} when it was not. */
    @Nullable
    Timestamp triedAt() {
        return triedAt;
    }

    /** What it was asked for does not count any more. */
    void endTrial() {
        triedWith = null;
        triedAt = null;
        broughtByOthers = 0;
    }

    boolean isTriedWith(MessageId id) {
        return id.equals(triedWith);
    }

    void onServed() {
        served = true;
    }

    /** It sent an entry: at once, as it does from here on. */
    void onPosted() {
        asked = false;
    }

    /** Another brought an entry; returns how many did while this one could have, or 0 when that does not matter. */
    int onBroughtByAnother() {
        return served || trialDue || !neighbour ? 0 : ++broughtByOthers;
    }
}
