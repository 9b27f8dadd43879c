package io.eddy.registry;

import io.eddy.node.PeerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Who wants to be told about whom. Bounded: each watcher names a limited number, and only while it is linked. */
final class Watches {
    private final Map<PeerId, List<PeerId>> wished = new LinkedHashMap<>();
    private final Map<PeerId, NavigableSet<PeerId>> watchers = new LinkedHashMap<>();

    void set(PeerId watcher, List<PeerId> watched) {
        clear(watcher);
        wished.put(watcher, watched);
        watched.forEach(
                peer -> watchers.computeIfAbsent(peer, key -> new TreeSet<>()).add(watcher));
    }

    void clear(PeerId watcher) {
        List<PeerId> before = wished.remove(watcher);
        if (before != null) {
            before.forEach(peer -> {
                NavigableSet<PeerId> rest = watchers.get(peer);
                if (rest != null && rest.remove(watcher) && rest.isEmpty()) {
                    watchers.remove(peer);
                }
            });
        }
    }

    List<PeerId> watchersOf(PeerId peer) {
        NavigableSet<PeerId> of = watchers.get(peer);
        return of == null ? List.of() : List.copyOf(of);
    }
}
