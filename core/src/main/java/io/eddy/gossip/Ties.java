package io.eddy.gossip;

import io.eddy.gossip.Tie.Allowance;
import io.eddy.node.Former;
import io.eddy.node.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One tie to each linked peer. */
final class Ties {
    /** Peers linked before whose allowances are remembered. */
    private static final int MAX_FORMER = 64;

    private final GossipConfig.Rates rates;
    private final Map<PeerId, Tie> ties = new LinkedHashMap<>();
    private final Former<Allowance> former = new Former<>(MAX_FORMER);

    Ties(GossipConfig.Rates rates) {
        this.rates = rates;
    }

    /** The tie to a linked peer, made when there was none. */
    Tie of(PeerId peer) {
        return ties.computeIfAbsent(peer, key -> {
            Allowance before = former.take(key);
            return new Tie(key, before == null ? Allowance.of(rates) : before);
        });
    }

    @Nullable
    Tie get(PeerId peer) {
        return ties.get(peer);
    }

    /** The session with a peer is over; the tie there was. */
    @Nullable
    Tie end(PeerId peer) {
        Tie tie = ties.remove(peer);
        if (tie != null) {
            former.keep(peer, tie.allowance);
            tie.end();
        }
        return tie;
    }

    Collection<Tie> all() {
        return ties.values();
    }

    List<PeerId> peers(Predicate<Tie> which) {
        List<PeerId> peers = new ArrayList<>();
        for (Tie tie : ties.values()) {
            if (which.test(tie)) {
                peers.add(tie.peer);
            }
        }
        return peers;
    }
}
