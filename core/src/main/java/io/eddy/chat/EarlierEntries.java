package io.eddy.chat;

import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.store.Store;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What versions before 5 have kept: they had a log for each other peer, and nobody but that one was given it. */
public final class EarlierEntries {
    private final Store store;
    private final PeerId self;
    private final Map<Bytes, Talk> talks = new LinkedHashMap<>();

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

    static List<Table<?>> tables() {
        return List.of(KeptEntry.TABLE, RoomEntry.TABLE, Undelivered.TABLE);
    }

    /** Tells of all of them whose conversation is known, to a chronicle that has nothing yet. */
    public void tell(Chronicle chronicle) {
        List<KeptEntry> kept = store.load(KeptEntry.TABLE);
        kept.forEach(one -> pairWith(one.author()));
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
        @Nullable Talk talk = talks.get(entry.header().place().group());
        if (talk != null) {
            Utterance said = Utterance.of(entry, entry.text());
            chronicle.onSaid(talk, said, keptAtMillis);
            boolean own = entry.id().author().equals(self);
            if (own && talk instanceof With && !waiting.contains(entry.id())) {
                chronicle.onDelivered(talk, said);
            }
        }
    }

    /** Nothing of it is kept any more: whose peer was told of it, or what is to be said again, is kept otherwise. */
    static void forget(Store store, BiConsumer<PeerId, Utterance> undelivered) {
        for (Undelivered one : store.load(Undelivered.TABLE)) {
            store.delete(Undelivered.TABLE, one);
            undelivered.accept(
                    one.recipient(), Utterance.of(one.entry(), one.entry().text()));
        }
        store.load(KeptEntry.TABLE).forEach(one -> store.delete(KeptEntry.TABLE, one));
        store.load(RoomEntry.TABLE).forEach(one -> store.delete(RoomEntry.TABLE, one));
    }

    private void pairWith(PeerId peer) {
        if (!peer.equals(self)) {
            talks.put(Group.ofPair(self, peer), new With(peer));
        }
    }

    private void note(JoinedRoom room) {
        talks.put(Group.ofRoom(room.folded()), new In(room.name()));
    }
}
