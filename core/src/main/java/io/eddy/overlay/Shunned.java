package io.eddy.overlay;

import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Peers that took and never gave: they are no neighbours again for a while. */
final class Shunned {
    private static final Duration FOR = Duration.ofMinutes(10);

    /** Of more, the oldest is forgotten. */
    private static final int MAX = 64;

    private final Map<PeerId, Timestamp> since = new LinkedHashMap<>();

    void add(PeerId peer, Timestamp now) {
        since.put(peer, now);
        if (since.size() > MAX) {
            since.remove(since.keySet().iterator().next());
        }
    }

    boolean contains(PeerId peer, Timestamp now) {
        if (since.isEmpty()) {
            return false;
        }
        Timestamp added = since.get(peer);
        return added != null && added.until(now).compareTo(FOR) < 0;
    }
}
