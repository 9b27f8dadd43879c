package io.eddy.scenario;

import io.eddy.entry.MessageId;
import java.time.Duration;
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

        private final BitSet reachedSoon = new BitSet();

        /** Whose operators were shown it. */
        final BitSet shown = new BitSet();

        private final int sender;
        private final Duration saidAt;

        /** The most links that a first delivery crossed so far. */
        int lastHop;

        /** From the saying of it to the latest first delivery so far. */
        Duration lastDelivery = Duration.ZERO;

        Broadcast(int sender, BitSet owed, Duration saidAt) {
            this.sender = sender;
            this.owed = owed;
            this.saidAt = saidAt;
        }

        private void onReceived(int host, int hops, Duration at) {
            if (!reached.get(host)) {
                reached.set(host);
                reachedSoon.set(host, at.minus(saidAt).compareTo(SOON) <= 0);
                lastHop = Math.max(lastHop, hops);
                lastDelivery = at.minus(saidAt);
            }
        }

        boolean isSaidFrom(Duration time) {
            return saidAt.compareTo(time) >= 0;
        }

        /** The share of those who were to hear it that did so within 2 s: one who had to ask for it may not. */
        double prompt() {
            BitSet soon = (BitSet) owed.clone();
            soon.and(reachedSoon);
            return owed.isEmpty() ? 1 : (double) soon.cardinality() / owed.cardinality();
        }

        /** Those who were to hear it, are among these, and did not. */
        long missed(BitSet among) {
            BitSet missing = (BitSet) owed.clone();
            missing.and(among);
            missing.andNot(reached);
            return missing.cardinality();
        }

        /** Those among these whose operators were not shown it, though it was said to everyone. */
        long unshown(BitSet among) {
            BitSet without = (BitSet) among.clone();
            without.clear(sender);
            without.andNot(shown);
            return without.cardinality();
        }
    }

    /** What comes later counts as missed where it is asked how a network carries what is said (protocols.md A.3). */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final List<Broadcast> all = new ArrayList<>();
    private final Map<MessageId, Broadcast> byId = new LinkedHashMap<>();
    private long duplicates;

    /** Notes something that is about to be said. */
    void add(MessageId id, Broadcast broadcast) {
        all.add(broadcast);
        byId.put(id, broadcast);
    }

    /** A peer got something, at this time of the network. */
    void onReceived(int host, MessageId id, int hops, Duration at) {
        Broadcast broadcast = byId.get(id);
        if (broadcast != null) {
            broadcast.onReceived(host, hops, at);
        }
    }

    /** A peer shows something to its operator, in whichever of its lives. */
    void onShown(int host, MessageId id) {
        Broadcast broadcast = byId.get(id);
        if (broadcast != null) {
            duplicates += broadcast.shown.get(host) ? 1 : 0;
            broadcast.shown.set(host);
        }
    }

    /** How many there were so far. */
    int size() {
        return all.size();
    }

    /** Those from the first on that was said after so many. */
    List<Broadcast> since(int first) {
        return all.subList(first, all.size());
    }

    /** Times that an operator was shown something again. */
    long duplicates() {
        return duplicates;
    }

    @Nullable
    Broadcast last() {
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
