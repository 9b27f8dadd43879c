package io.eddy.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was allowed to peers that have gone, the last of them: who goes and comes back has not more than one that stays.
 */
public final class Former<T> {
    private final int limit;
    private final Map<PeerId, T> kept = new LinkedHashMap<>();

    /** Made for so many peers; of more, the one that went first is forgotten. */
    public Former(int limit) {
        this.limit = limit;
    }

    /** A peer goes. */
    public void keep(PeerId peer, T allowed) {
        kept.remove(peer);
        kept.put(peer, allowed);
        if (kept.size() > limit) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** A peer comes: what it had left, if that is remembered. */
    public @Nullable T take(PeerId peer) {
        return kept.remove(peer);
    }
}
