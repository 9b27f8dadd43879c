package io.eddy.gossip;

import io.eddy.entry.MessageId;
import io.eddy.gossip.MissingEntries.Announcer;
import io.eddy.node.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entry that came last: who brought it, and who would have.
 *
 * <p>When the neighbour that brings us entries is lost, we and all behind us in the tree are cut off from it: the next
 * entry would be awaited until it counts as missing. One who had the last entry after fewer hops than we is before us
 * in the tree, one after as many beside us; whoever is behind us had it after more.
 */
final class LatestEntry {
    /** Those who announced it that are remembered; nobody has so many neighbours. */
    private static final int MAX_ANNOUNCERS = 16;

    private final PeerId self;
    private @Nullable MessageId id;
    private @Nullable Tie bringer;
    private int hops;
    private final List<Announcer> announcers = new ArrayList<>(0);

    LatestEntry(PeerId self) {
        this.self = self;
    }

    /** An entry was brought; these announced it before. */
    void onBrought(MessageId brought, Tie by, int hopsOfIt, Collection<Announcer> before) {
        id = brought;
        bringer = by.isNeighbour() ? by : null;
        hops = hopsOfIt;
        announcers.clear();
        before.forEach(announcer -> onAnnounced(brought, announcer.tie(), announcer.hops()));
    }

    /** Somebody announced an entry that has come. */
    void onAnnounced(MessageId announced, Tie by, int hopsByIt) {
        if (announced.equals(id)
                && by.isNeighbour()
                && announcers.size() < MAX_ANNOUNCERS
                && announcers.stream().noneMatch(announcer -> announcer.tie() == by)) {
            announcers.add(new Announcer(by, hopsByIt));
        }
    }

    /** Who may bring what this one, which is lost, would have brought; {@code null} when nobody is needed, or known. */
    @Nullable
    Tie heirOf(Tie lost) {
        announcers.removeIf(announcer -> announcer.tie() == lost);
        if (lost != bringer) {
            return null;
        }
        bringer = null;
        Announcer best = null;
        for (Announcer announcer : announcers) {
            if (mayInherit(announcer) && (best == null || announcer.hops() < best.hops())) {
                best = announcer;
            }
        }
        return best == null ? null : best.tie();
    }

    /** One that is beside us may have lost the same neighbour, and is not to choose us when we choose it. */
    private boolean mayInherit(Announcer announcer) {
        boolean before = announcer.hops() <= hops;
        boolean beside = announcer.hops() == hops + 1;
        return announcer.tie().isLazy()
                && (before || (beside && announcer.tie().peer.compareTo(self) < 0));
    }
}
