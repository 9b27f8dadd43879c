package io.eddy.chat;

import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who has what waits for others, as far as they have said so in this life or an earlier one. */
final class Carriers {
    /** Of more, the first stay: they are many enough to be named. */
    private static final int MAX_OF_A_LOG = 8;

    private final Store store;

    /** By log, then by peer. */
    private final Map<Long, Map<PeerId, Carrier>> logs = new LinkedHashMap<>();

    Carriers(Store store) {
        this.store = store;
    }

    void load() {
        store.load(Carrier.TABLE).forEach(this::note);
    }

    /** Those who have a message. */
    List<PeerId> of(MessageId id) {
        Map<PeerId, Carrier> known = logs.get(id.log());
        return known == null
                ? List.of()
                : known.values().stream()
                        .filter(each -> each.upTo() >= id.number())
                        .map(Carrier::peer)
                        .toList();
    }

    /** A peer has a log as far as this; it may have had more of it, and lost that. */
    void onHas(PeerId peer, MessageId upTo) {
        Carrier carrier = new Carrier(upTo.log(), peer, upTo.number());
        Map<PeerId, Carrier> known = logs.get(upTo.log());
        boolean room = known == null || known.containsKey(peer) || known.size() < MAX_OF_A_LOG;
        if (room && (known == null || !carrier.equals(known.get(peer)))) {
            note(carrier);
            store.put(Carrier.TABLE, carrier);
        }
    }

    /** Nothing of a log waits any more. */
    void forget(long log) {
        Map<PeerId, Carrier> gone = logs.remove(log);
        if (gone != null) {
            gone.values().forEach(each -> store.delete(Carrier.TABLE, each));
        }
    }

    private void note(Carrier carrier) {
        logs.computeIfAbsent(carrier.log(), log -> new LinkedHashMap<>()).put(carrier.peer(), carrier);
    }
}
