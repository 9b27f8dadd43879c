package io.eddy;

import io.eddy.PeerStatus.ManagerLine;
import io.eddy.node.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What tells how well a peer is connected, for a doctor to judge.
 *
 * @param network the interfaces of this computer, and what multicast does there
 * @param sessions links to peers
 * @param witnesses what others said who were linked last, the latest at the end
 */
public record Vitals(
        Endpoint listening, Network network, List<ManagerLine> managers, int sessions, List<Witness> witnesses) {

    /**
     * The network interfaces that are up.
     *
     * @param lan whether peers are looked for by multicast
     * @param troubles what multicast cannot do here at all, in sentences
     */
    public record Network(boolean lan, List<Interface> interfaces, List<String> troubles) {}

    /**
     * One interface.
     *
     * @param loopback it leads to this computer alone
     * @param multicast nothing when this peer does not speak there
     */
    public record Interface(String name, boolean loopback, List<String> addresses, Optional<Multicast> multicast) {}

    /**
     * Multicast by one interface.
     *
     * @param trouble why beacons cannot be sent there in any family of addresses; empty when they can
     * @param heard how long ago another peer was heard there
     */
    public record Multicast(Optional<String> trouble, Optional<Duration> heard) {}
}
