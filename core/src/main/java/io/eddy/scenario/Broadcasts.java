package io.eddy.scenario;

import io.eddy.entry.MessageId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was said to everyone in a simulation, and who heard it. */
final class Broadcasts {

    /** One thing said. */
    static final class Broadcast {
        /** Who was to hear it, by number: those that were there, and not cut off from the sender. */
        final BitSet owed;

        final BitSet reached = new BitSet();
        int lastHop;

        Broadcast(BitSet owed) {
            this.owed = owed;
        }

        /** Those who were to hear it, are among these, and did not. */
        long missed(BitSet among) {
            BitSet missing = (BitSet) owed.clone();
            missing.and(among);
            missing.andNot(reached);
            return missing.cardinality();
        }
    }

    private final List<Broadcast> all = new ArrayList<>();
    private final Map<MessageId, Broadcast> byId = new LinkedHashMap<>();
    private long duplicates;

    /** Notes something that is about to be said. */
    void add(MessageId id, Broadcast broadcast) {
        all.add(broadcast);
        byId.put(id, broadcast);
    }

    void onReceived(int host, MessageId id, int hops) {
        Broadcast broadcast = byId.get(id);
        if (broadcast == null) {
            return;
        }
        if (broadcast.reached.get(host)) {
            duplicates++;
        }
        broadcast.reached.set(host);
        broadcast.lastHop = Math.max(broadcast.lastHop, hops);
    }

    /** How many there were so far. */
    int size() {
        return all.size();
    }

    /** Those from the first on that was said after so many. */
    List<Broadcast> since(int first) {
        return all.subList(first, all.size());
    }

    /** Entries that a peer was told of twice in one life. */
    long duplicates() {
        return duplicates;
    }

    @Nullable
    Broadcast last() {
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
