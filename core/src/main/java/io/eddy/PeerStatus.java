package io.eddy;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a peer is.
 *
 * @param addresses where it says that others reach it: where it listens or, when that is everywhere, where they see it
 * @param counters what was counted, by name, in the order to be shown
 */
public record PeerStatus(
        String name,
        PeerId id,
        Endpoint listening,
        List<Endpoint> addresses,
        List<ManagerLine> managers,
        List<LinkLine> links,
        Map<String, Long> counters) {

    /**
     * One manager that this peer registers with.
     *
     * @param state {@code registered}, {@code refused: reason}, {@code connecting} or {@code lost: reason}
     */
    public record ManagerLine(Endpoint endpoint, Optional<PeerId> id, String name, String state) {}

    /**
     * One link: to whom, where, and how it fares.
     *
     * @param neighbour whether it is a link of the mesh: what is for everyone goes over it
     */
    public record LinkLine(
            PeerId peer,
            String name,
            Endpoint address,
            boolean outbound,
            Optional<Duration> roundTrip,
            boolean neighbour) {}
}
