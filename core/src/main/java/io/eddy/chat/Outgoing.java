package io.eddy.chat;

import io.eddy.entry.MessageId;
import io.eddy.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages of ours that wait for those whom they are for, across restarts. */
final class Outgoing {
    private final Store store;

    /** By log, then by number. */
    private final Map<Long, NavigableMap<Long, Waiting>> logs = new LinkedHashMap<>();

    private final Map<Talk, Integer> counts = new LinkedHashMap<>();

    Outgoing(Store store) {
        this.store = store;
    }

    void load() {
        store.load(Waiting.TABLE).forEach(this::note);
    }

    /** Those with whom something waits. */
    List<Talk> talks() {
        return List.copyOf(counts.keySet());
    }

    int in(Talk where) {
        return counts.getOrDefault(where, 0);
    }

    boolean has(MessageId id) {
        return find(id).isPresent();
    }

    Optional<Waiting> find(MessageId id) {
        NavigableMap<Long, Waiting> log = logs.get(id.log());
        return log == null ? Optional.empty() : Optional.ofNullable(log.get(id.number()));
    }

    /** Keeps it from here on, in place of what was kept of the same message. */
    void put(Waiting waiting) {
        note(waiting);
        store.put(Waiting.TABLE, waiting);
    }

    void remove(Waiting waiting) {
        MessageId id = waiting.said().id();
        NavigableMap<Long, Waiting> log = logs.get(id.log());
        if (log != null && log.remove(id.number()) != null) {
            if (log.isEmpty()) {
                logs.remove(id.log());
            }
            counts.computeIfPresent(waiting.where(), (where, count) -> count == 1 ? null : count - 1);
            store.delete(Waiting.TABLE, waiting);
        }
    }

    /** Those of one log up to a number. */
    List<Waiting> upTo(MessageId last) {
        NavigableMap<Long, Waiting> log = logs.get(last.log());
        return log == null
                ? List.of()
                : List.copyOf(log.headMap(last.number(), true).values());
    }

    /** The one that waits there for the longest time. */
    @Nullable
    Waiting oldest(Talk where) {
        return logs.values().stream()
                .flatMap(log -> log.values().stream())
                .filter(waiting -> waiting.where().equals(where))
                .findFirst()
                .orElse(null);
    }

    private void note(Waiting waiting) {
        MessageId id = waiting.said().id();
        boolean isNew = logs.computeIfAbsent(id.log(), log -> new TreeMap<>()).put(id.number(), waiting) == null;
        if (isNew) {
            counts.merge(waiting.where(), 1, Integer::sum);
        }
    }
}
