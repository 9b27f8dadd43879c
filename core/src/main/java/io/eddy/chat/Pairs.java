package io.eddy.chat;

import io.eddy.entry.Group;
import io.eddy.node.PeerId;
import io.eddy.store.Store;
import io.eddy.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** With whom messages were exchanged, and in which direction. */
final class Pairs {
    private final Store store;
    private final PeerId self;
    private final int limit;
    private final int maxStrangers;
    private final Map<PeerId, Pair> pairs = new LinkedHashMap<>();
    private final Map<Bytes, PeerId> byGroup = new LinkedHashMap<>();

    /** Those to whom we did not write. */
    private final Set<PeerId> strangers = new LinkedHashSet<>();

    Pairs(Store store, PeerId self, int limit, int maxStrangers) {
        this.store = store;
        this.self = self;
        this.limit = limit;
        this.maxStrangers = maxStrangers;
    }

    void load() {
        store.load(Pair.TABLE).forEach(this::note);
    }

    List<PeerId> all() {
        return List.copyOf(pairs.keySet());
    }

    boolean isKnown(PeerId peer) {
        return pairs.containsKey(peer);
    }

    /** Whether messages went both ways. */
    boolean isMutual(PeerId peer) {
        Pair pair = pairs.get(peer);
        return pair != null && pair.said() && pair.heard();
    }

    boolean hasRoom() {
        return pairs.size() < limit;
    }

    /** Whether another one may write to us to whom we did not write. */
    boolean hasRoomForStranger() {
        return hasRoom() && strangers.size() < maxStrangers;
    }

    /** Whose conversation with us it is. */
    @Nullable
    PeerId find(Bytes group) {
        return byGroup.get(group);
    }

    /** There is a conversation with this one, as is kept from here on, whatever is said in it. */
    void onMet(PeerId peer) {
        keep(pairs.get(peer), pairs.getOrDefault(peer, new Pair(peer, false, false)));
    }

    /** We write to this one, as is kept from here on. */
    void onSaid(PeerId to) {
        Pair before = pairs.getOrDefault(to, new Pair(to, false, false));
        keep(before, new Pair(to, true, before.heard()));
    }

    /** This one has written to us, as is kept from here on. */
    void onHeard(PeerId from) {
        Pair before = pairs.getOrDefault(from, new Pair(from, false, false));
        keep(before, new Pair(from, before.said(), true));
    }

    private void keep(@Nullable Pair before, Pair after) {
        if (!after.equals(before)) {
            note(after);
            store.put(Pair.TABLE, after);
        }
    }

    private void note(Pair pair) {
        pairs.put(pair.peer(), pair);
        if (pair.said()) {
            strangers.remove(pair.peer());
        } else {
            strangers.add(pair.peer());
        }
        byGroup.put(Group.ofPair(self, pair.peer()), pair.peer());
    }
}
