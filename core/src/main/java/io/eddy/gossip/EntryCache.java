package io.eddy.gossip;

import io.eddy.entry.Entry;
import io.eddy.entry.MessageId;
import io.eddy.gossip.GossipMessage.Announced;
import io.eddy.gossip.GossipMessage.Posted;
import io.eddy.node.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The entries of the last minute, for those who missed them. */
final class EntryCache {
    /** What an entry takes beside its body: header, signature, objects (counted by hand, so a guess). */
    private static final int OVERHEAD_BYTES = 900;

    private record Cached(Posted posted, Timestamp at) {
        int bytes() {
            return posted.entry().body().length() + OVERHEAD_BYTES;
        }
    }

    private final GossipConfig.Memory limits;

    /** The first one first. */
    private final Map<MessageId, Cached> entries = new LinkedHashMap<>();

    private int bytes;

    EntryCache(GossipConfig.Memory limits) {
        this.limits = limits;
    }

    void add(MessageId id, Posted posted, Timestamp now) {
        Cached cached = new Cached(posted, now);
        Cached before = entries.remove(id);
        bytes += cached.bytes() - (before == null ? 0 : before.bytes());
        entries.put(id, cached);
        evict(now);
    }

    @Nullable
    Posted find(MessageId id, Timestamp now) {
        evict(now);
        Cached cached = entries.get(id);
        return cached == null ? null : cached.posted;
    }

    /** What came in the middle of those that are like this. */
    Optional<MessageId> middle(Predicate<Entry> wanted, Timestamp now) {
        evict(now);
        List<MessageId> all = entries.values().stream()
                .map(cached -> cached.posted.entry())
                .filter(wanted)
                .map(Entry::id)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() / 2));
    }

    /** All that there is, the first one first. */
    List<Announced> announcements(Timestamp now) {
        evict(now);
        List<Announced> all = new ArrayList<>(entries.size());
        entries.forEach((id, cached) -> all.add(new Announced(id, cached.posted.hops())));
        return all;
    }

    int size() {
        return entries.size();
    }

    int bytes() {
        return bytes;
    }

    private void evict(Timestamp now) {
        Iterator<Cached> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Cached cached = oldest.next();
            if (bytes <= limits.cachedBytes()
                    && entries.size() <= limits.cachedEntries()
                    && cached.at.until(now).compareTo(limits.cachedFor()) <= 0) {
                return;
            }
            bytes -= cached.bytes();
            oldest.remove();
        }
    }
}
