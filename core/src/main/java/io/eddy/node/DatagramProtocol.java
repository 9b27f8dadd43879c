package io.eddy.node;

import io.eddy.wire.WireReader;

/**
 * The one protocol of a node that speaks to everybody near at once, by datagrams, which come or do not.
 *
 * @param <T> the names of its timers
 */
public interface DatagramProtocol<T> {

    /** Called once, when all protocols of the node are attached. */
    void start();

    /**
     * A datagram arrived, of anybody: nothing about it is proven, not even where it comes from.
     *
     * @param from the address that it bears, with the port that it was sent from
     * @param datagram its bytes, which are only lent
     * @throws io.eddy.wire.MalformedFrame when it is none of this protocol; it is then counted and dropped
     * @throws ProtocolViolation when it must not be said; it is then counted and dropped
     */
    void onDatagram(Endpoint from, WireReader datagram);

    void onTimer(T timer);
}
