package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.store.Store;
import io.eddy.wire.Bytes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What versions without a chronicle have kept, to be told to one that has nothing yet. */
public final class EarlierEntries {
    private final Store store;
    private final PeerId self;
    private final Map<Bytes, PeerId> pairs = new LinkedHashMap<>();
    private final Map<Bytes, String> rooms = new LinkedHashMap<>();

    /**
     * What is in a store, for the start of a node.
     *
     * @param peers whom this peer may have spoken with: a conversation is kept by a hash of its two ids
     */
    public EarlierEntries(Store store, PeerId self, Collection<PeerId> peers) {
        this.store = store;
        this.self = self;
        peers.forEach(this::pairWith);
        note(JoinedRoom.of(RoomName.EVERYONE));
        store.load(JoinedRoom.TABLE).forEach(this::note);
    }

    /** Tells of all of them whose conversation is known. */
    public void tell(Chronicle chronicle) {
        List<KeptEntry> kept = store.load(KeptEntry.TABLE);
        kept.forEach(one -> pairWith(one.key().author()));
        Set<MessageId> waiting = new LinkedHashSet<>();
        for (Undelivered undelivered : store.load(Undelivered.TABLE)) {
            pairWith(undelivered.recipient());
            waiting.add(undelivered.entry().id());
        }
        for (KeptEntry one : kept) {
            tell(chronicle, one.entry(), one.keptAtMillis(), waiting);
        }
        for (RoomEntry one : store.load(RoomEntry.TABLE)) {
            tell(chronicle, one.entry(), one.keptAtMillis(), waiting);
        }
    }

    private void tell(Chronicle chronicle, Entry entry, long keptAtMillis, Set<MessageId> waiting) {
        Bytes group = entry.header().place().group();
        PeerId peer = pairs.get(group);
        String room = rooms.get(group);
        if (peer != null) {
            chronicle.onDirect(peer, entry, keptAtMillis);
            if (entry.id().author().equals(self) && !waiting.contains(entry.id())) {
                chronicle.onDelivered(peer, entry);
            }
        } else if (room != null) {
            chronicle.onRoom(room, entry, keptAtMillis);
        }
    }

    private void pairWith(PeerId peer) {
        if (!peer.equals(self)) {
            pairs.put(Group.ofPair(self, peer), peer);
        }
    }

    private void note(JoinedRoom room) {
        rooms.put(Group.ofRoom(room.folded()), room.name());
    }
}
