package io.eddy;

import io.eddy.atlas.Atlas;
import io.eddy.directory.Directory;
import io.eddy.directory.Via;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Peers whose sessions ended because the mesh needs them no longer: they have not gone, and count as online until the
 * map has lost them too.
 */
final class PartedPeers {
    /** How often it is looked whether the map still has them; nobody hears sooner than so of one that went. */
    private static final Duration REVIEW = Duration.ofMinutes(1);

    /** Peers watched; of more, the one that was parted from first goes offline without a word. */
    private static final int MAX_PEERS = 1_024;

    private final PeerNode peer;
    private final Directory directory;
    private final Set<PeerId> parted = new LinkedHashSet<>();
    private boolean reviewing;

    PartedPeers(PeerNode peer) {
        this.peer = peer;
        this.directory = peer.directory();
    }

    /** A session ended for no other reason than that nobody needs it. */
    void onParted(PeerId other) {
        directory.onUnlinked(other, true);
        parted.remove(other);
        parted.add(other);
        if (parted.size() > MAX_PEERS) {
            PeerId first = parted.iterator().next();
            parted.remove(first);
            directory.onUnlinked(first, false);
        }
        if (!reviewing) {
            reviewing = true;
            peer.operator().later(REVIEW, this::review);
        }
    }

    /** There is a session again: its end will tell more. */
    void onLinked(PeerId other) {
        parted.remove(other);
    }

    private void review() {
        Atlas atlas = peer.mesh().atlas();
        for (PeerId lost : atlas.lost(List.copyOf(parted))) {
            boolean before = directory.isOnline(lost);
            parted.remove(lost);
            directory.onUnlinked(lost, false);
            directory.onUncharted(lost);
            if (before && !directory.isOnline(lost)) {
                peer.tell(new PeerEvent.PeerOffline(lost, directory.name(lost), Via.MESH));
            }
        }
        reviewing = !parted.isEmpty();
        if (reviewing) {
            peer.operator().later(REVIEW, this::review);
        }
    }
}
