package io.eddy.lan;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who makes room for a stranger when as many peers are heard as are remembered. Keys cost nothing, but whoever makes up
 * peers has few addresses: so a host with many peers makes room for one with few. Among the peers of one host those
 * heard first stay. Whoever can send from a thousand addresses can still fill all places.
 */
final class Displacement {
    private Displacement() {}

    /**
     * The newest peer of the host that has most.
     *
     * @param from the host of the stranger
     * @param heard in the order in which they were first heard; not empty
     */
    static Optional<HeardPeer> by(String from, Collection<HeardPeer> heard) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        heard.forEach(peer -> counts.merge(peer.host(), 1, Integer::sum));
        Map.Entry<String, Integer> most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue());
        // The stranger's host has no more than that one afterwards: else the two would displace each other for ever.
        if (most.getValue() - 1 < counts.getOrDefault(from, 0) + 1) {
            return Optional.empty();
        }
        return heard.stream().filter(peer -> peer.host().equals(most.getKey())).reduce((earlier, later) -> later);
    }
}
