package io.eddy.engine;

import java.util.List;
import java.util.Optional;

/**
 * How a node's multicasts fare, for its operator.
 *
 * @param interfaces each once for every family of addresses in which it is used
 * @param troubles what is not possible here at all, in sentences
 */
public record MulticastStatus(
        MulticastGroup group, List<Interface> interfaces, Dropped dropped, List<String> troubles) {

    /**
     * One interface in one family of addresses.
     *
     * @param family {@code IPv4} or {@code IPv6}
     * @param trouble why the group is not joined there, or why nothing can be sent; empty when all is well
     */
    public record Interface(
            String name, String family, List<String> addresses, Optional<String> trouble, Traffic traffic) {}

    /**
     * Datagrams of one interface.
     *
     * @param heard of any sender near, this node too
     * @param failed that the system did not send
     */
    public record Traffic(long sent, long heard, long failed) {}

    /**
     * Datagrams that were dropped.
     *
     * @param tooLong received, and longer than any that is sent
     * @param foreign received from an address that is on none of the interfaces which the node listens on
     * @param unsent given to the world too many at once, or before it ran
     */
    public record Dropped(long tooLong, long foreign, long unsent) {}
}
