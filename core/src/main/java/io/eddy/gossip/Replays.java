package io.eddy.gossip;

import io.eddy.entry.Entry;
import java.util.function.Predicate;

/**
 * Tells entries that somebody has recorded and brings again: after a day all, and as soon as ids are forgotten those
 * that are kept here.
 */
final class Replays {
    private final long forgottenAfterMillis;
    private final long oldestMillis;
    private Predicate<Entry> isKept = entry -> false;

    Replays(GossipConfig config) {
        forgottenAfterMillis = config.memory().knownFor().toMillis();
        oldestMillis = config.rates().oldest().toMillis();
    }

    void ask(Predicate<Entry> kept) {
        isKept = kept;
    }

    boolean contain(Entry entry, long nowMillis) {
        // An entry from the future could be brought again for ever.
        long apartMillis = Math.abs(nowMillis - entry.sentAtMillis());
        return apartMillis > oldestMillis || (apartMillis > forgottenAfterMillis && isKept.test(entry));
    }
}
