package io.eddy.chat;

import io.eddy.node.PeerId;
import io.eddy.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Messages to peers whose sealing keys are not known. Each has its id at once, so they stand in logs of their own, of
 * which nothing is written before: a log for each recipient and start.
 */
final class KeysAwaited {
    private final Store store;
    private final RandomGenerator random;
    private final Map<PeerId, List<Unsealed>> waiting = new LinkedHashMap<>();

    /** The last of each recipient since the start. */
    private final Map<PeerId, Unsealed> latest = new LinkedHashMap<>();

    private long order;

    KeysAwaited(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    void load() {
        store.load(Unsealed.TABLE).stream()
                .sorted(Comparator.comparingLong(Unsealed::order))
                .forEach(this::note);
    }

    /** Those for whom something waits. */
    List<PeerId> recipients() {
        return List.copyOf(waiting.keySet());
    }

    boolean isAwaited(PeerId peer) {
        return waiting.containsKey(peer);
    }

    Unsealed add(PeerId to, String text) {
        Unsealed before = latest.get(to);
        long log = before == null ? random.nextLong() : before.log();
        long number = before == null ? 1 : before.number() + 1;
        Unsealed added = new Unsealed(to, log, number, order + 1, text);
        latest.put(to, added);
        note(added);
        store.put(Unsealed.TABLE, added);
        return added;
    }

    /** Takes all that waits for this one; what comes later stands in another log. */
    List<Unsealed> take(PeerId recipient) {
        List<Unsealed> taken = waiting.remove(recipient);
        latest.remove(recipient);
        if (taken == null) {
            return List.of();
        }
        taken.forEach(unsealed -> store.delete(Unsealed.TABLE, unsealed));
        return taken;
    }

    private void note(Unsealed unsealed) {
        waiting.computeIfAbsent(unsealed.recipient(), key -> new ArrayList<>()).add(unsealed);
        order = Math.max(order, unsealed.order());
    }
}
