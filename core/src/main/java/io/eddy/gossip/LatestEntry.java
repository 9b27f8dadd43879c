package io.eddy.gossip;

import io.eddy.entry.MessageId;
import io.eddy.gossip.MissingEntries.Announcer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entry that came last: who brought it, and who would have.
 *
 * <p>When the neighbour that brings us entries is lost, we and all behind us in the tree are cut off from it: the next
 * entry would be awaited until it counts as missing. One who had the last entry after no more hops than we is before us
 * in the tree, or beside us; whoever is behind us had it after more.
 */
final class LatestEntry {
    private @Nullable MessageId id;
    private @Nullable Tie bringer;
    private int hops;
    private final List<Announcer> announcers = new ArrayList<>(0);

    /** An entry was brought; these announced it before. */
    void onBrought(MessageId brought, Tie by, int hopsOfIt, List<Announcer> before) {
        id = brought;
        bringer = by;
        hops = hopsOfIt;
        announcers.clear();
        announcers.addAll(before);
    }

    /** Somebody announced an entry that has come. */
    void onAnnounced(MessageId announced, Tie by, int hopsByIt) {
        if (announced.equals(id) && announcers.stream().noneMatch(announcer -> announcer.tie() == by)) {
            announcers.add(new Announcer(by, hopsByIt));
        }
    }

    /** Who may bring what this one, which is lost, would have brought; {@code null} when nobody is needed, or known. */
    @Nullable
    Tie heirOf(Tie lost) {
        if (lost != bringer) {
            return null;
        }
        bringer = null;
        Announcer best = null;
        for (Announcer announcer : announcers) {
            boolean may = announcer.tie().isLazy() && announcer.hops() <= hops + 1;
            if (may && (best == null || announcer.hops() < best.hops())) {
                best = announcer;
            }
        }
        return best == null ? null : best.tie();
    }
}
