package io.eddy.chat;

import io.eddy.chat.ChatEvent.Delivered;
import io.eddy.chat.ChatEvent.Sent;
import io.eddy.chat.ChatEvent.Wanted;
import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.store.Store;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Messages of ours that wait for those whom they are for, across restarts: what has become of each is written down, and
 * told once.
 */
final class Outgoing {
    private final World world;
    private final Store store;
    private final ChatHost host;
    private final Chronicle chronicle;
    private final int limit;
    private final Carriers carriers;

    /** By log, then by number. */
    private final Map<Long, NavigableMap<Long, Waiting>> logs = new LinkedHashMap<>();

    private final Map<Talk, Integer> counts = new LinkedHashMap<>();

    Outgoing(World world, ChatHost host, Chronicle chronicle, int limit) {
        this.world = world;
        this.store = world.store();
        this.host = host;
        this.chronicle = chronicle;
        this.limit = limit;
        carriers = new Carriers(store);
    }

    void load() {
        store.load(Waiting.TABLE).forEach(this::note);
        carriers.load();
    }

    /** Those with whom something waits. */
    List<Talk> talks() {
        return List.copyOf(counts.keySet());
    }

    int in(Talk where) {
        return counts.getOrDefault(where, 0);
    }

    Optional<Waiting> find(MessageId id) {
        NavigableMap<Long, Waiting> log = logs.get(id.log());
        return log == null ? Optional.empty() : Optional.ofNullable(log.get(id.number()));
    }

    /** Those who have said, in this session or an earlier one, that they have a message for somebody else. */
    List<PeerId> carriers(MessageId id) {
        return carriers.of(id);
    }

    /** A message of ours is written in this turn; of one that could not be sealed before, its time is known now. */
    void onWritten(Talk where, Utterance said) {
        if (find(said.id()).isPresent()) {
            chronicle.onSealed(where, said);
        } else {
            chronicle.onSaid(where, said, said.sentAtMillis());
        }
        boolean first = in(where) == 0;
        put(new Waiting(where, said, false));
        if (where instanceof In && in(where) > limit) {
            forgetOldest(where);
        }
        if (first && where instanceof With with) {
            world.whenStored(() -> host.tell(new Wanted(with.peer(), true)));
        }
    }

    /** A message of ours that was lost here came back from somebody who has it: it waits for nobody. */
    void onCameBack(Talk where, Utterance said) {
        chronicle.onSaid(where, said, said.sentAtMillis());
        chronicle.onSent(where, said);
    }

    /** Takes out those of which this is so, in the order in which they were said. */
    List<Waiting> take(BiPredicate<Talk, MessageId> isSo) {
        List<Waiting> taken = logs.values().stream()
                .flatMap(log -> log.values().stream())
                .filter(each -> isSo.test(each.where(), each.said().id()))
                .sorted(Comparator.comparing(Waiting::said, Utterance.ORDER))
                .toList();
        taken.forEach(this::remove);
        return taken;
    }

    /** At a start: what is known to have arrived by what was written before a crash has. */
    void onKnownReached(BiPredicate<Talk, MessageId> isReached) {
        List<Waiting> all =
                logs.values().stream().flatMap(log -> log.values().stream()).toList();
        for (Waiting each : all) {
            if (each.where() instanceof With with
                    && isReached.test(with, each.said().id())) {
                deliver(each, with.peer());
            }
        }
    }

    private void deliver(Waiting waiting, PeerId to) {
        remove(waiting);
        chronicle.onDelivered(waiting.where(), waiting.said());
        host.tell(new Delivered(waiting.said().id(), to));
    }

    /** Somebody has these messages of one of our logs. */
    void onReached(MessageId upTo, PeerId by) {
        NavigableMap<Long, Waiting> log = logs.getOrDefault(upTo.log(), new TreeMap<>());
        boolean delivered = false;
        for (Waiting each : List.copyOf(log.headMap(upTo.number(), true).values())) {
            if (each.where().isWith(by)) {
                deliver(each, by);
                delivered = true;
            } else if (!each.sent()) {
                settle(each);
                chronicle.onSent(each.where(), each.said());
                host.tell(new Sent(each.said().id(), by));
            }
        }
        if (delivered && in(new With(by)) == 0) {
            host.tell(new Wanted(by, false));
        }
        if (isForAnother(upTo.log(), by)) {
            carriers.onHas(by, upTo);
        }
    }

    /** Whether something of a log waits for one peer, and another was told of it. */
    private boolean isForAnother(long log, PeerId than) {
        NavigableMap<Long, Waiting> waiting = logs.get(log);
        return waiting != null && waiting.firstEntry().getValue().where() instanceof With with && !with.isWith(than);
    }

    /** What is said in a room has arrived when one other has it; what is for one, when that one has it. */
    private void settle(Waiting sent) {
        if (sent.where() instanceof In) {
            remove(sent);
        } else {
            put(new Waiting(sent.where(), sent.said(), true));
        }
    }

    private void forgetOldest(Talk where) {
        logs.values().stream()
                .flatMap(log -> log.values().stream())
                .filter(waiting -> waiting.where().equals(where))
                .findFirst()
                .ifPresent(this::remove);
    }

    private void put(Waiting waiting) {
        note(waiting);
        store.put(Waiting.TABLE, waiting);
    }

    private void remove(Waiting waiting) {
        MessageId id = waiting.said().id();
        NavigableMap<Long, Waiting> log = logs.get(id.log());
        if (log != null && log.remove(id.number()) != null) {
            if (log.isEmpty()) {
                logs.remove(id.log());
                carriers.forget(id.log());
            }
            counts.computeIfPresent(waiting.where(), (where, count) -> count == 1 ? null : count - 1);
            store.delete(Waiting.TABLE, waiting);
        }
    }

    private void note(Waiting waiting) {
        MessageId id = waiting.said().id();
        boolean isNew = logs.computeIfAbsent(id.log(), log -> new TreeMap<>()).put(id.number(), waiting) == null;
        if (isNew) {
            counts.merge(waiting.where(), 1, Integer::sum);
        }
    }
}
