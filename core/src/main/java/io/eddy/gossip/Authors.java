package io.eddy.gossip;

import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.node.TokenBucket;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much each author may still say; whoever was silent longest is forgotten first. */
final class Authors {
    private static final float USUAL_LOAD = 0.75f;

    private final GossipConfig.Rates rates;

    /** In the order of their last entries. */
    private final Map<PeerId, TokenBucket> allowances = new LinkedHashMap<>(16, USUAL_LOAD, true);

    Authors(GossipConfig.Rates rates) {
        this.rates = rates;
    }

    /** Takes one entry of an author; {@code false} when it has said too much. */
    boolean take(PeerId author, Timestamp now) {
        boolean taken = allowances
                .computeIfAbsent(author, key -> rates.author().bucket())
                .take(now);
        if (allowances.size() > rates.authors()) {
            allowances.remove(allowances.keySet().iterator().next());
        }
        return taken;
    }
}
