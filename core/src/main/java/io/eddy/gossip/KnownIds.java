package io.eddy.gossip;

import io.eddy.entry.MessageId;
import io.eddy.node.Timestamp;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ids of the entries that were taken, for a while: longer than entries are passed around. */
final class KnownIds {
    private final GossipConfig.Memory limits;

    /** When each was taken, the first one first. */
    private final Map<MessageId, Timestamp> takenAt = new LinkedHashMap<>();

    KnownIds(GossipConfig.Memory limits) {
        this.limits = limits;
    }

    boolean contains(MessageId id) {
        return takenAt.containsKey(id);
    }

    void add(MessageId id, Timestamp now) {
        takenAt.put(id, now);
        Iterator<Timestamp> oldest = takenAt.values().iterator();
        while (oldest.hasNext()
                && (oldest.next().until(now).compareTo(limits.knownFor()) > 0 || takenAt.size() > limits.knownIds())) {
            oldest.remove();
        }
    }

    int size() {
        return takenAt.size();
    }
}
