package io.eddy.directory;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.List;
import java.util.Optional;

/**
 * One row of the list of known peers.
 *
 * @param index its place in that list, from 0, which is oneself
 * @param name as it is shown: {@code name~abcd} where two peers without a manager have one name
 * @param via how it is known; the best way first
 */
public record KnownPeer(int index, String name, PeerId peer, PeerState state, List<Via> via, Whereabouts whereabouts) {

    /**
     * Where and when a peer was last seen.
     *
     * @param address where it listens, as far as known
     * @param lastSeenMillis milliseconds since 1970; 0 when it was never seen
     */
    public record Whereabouts(Optional<Endpoint> address, long lastSeenMillis) {}

    public Optional<Endpoint> address() {
        return whereabouts.address();
    }

    public long lastSeenMillis() {
        return whereabouts.lastSeenMillis();
    }
}
