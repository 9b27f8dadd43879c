package io.eddy.node;

/**
 * A state machine that does no I/O, reads no clock and draws no entropy of its own.
 *
 * @param <M> the messages it receives
 * @param <T> the names of its timers
 */
public interface Protocol<M, T> {

    /** Called once, when all protocols of the node are attached. */
    void start();

    /** A session with this peer begins: messages can be sent to it. There was none before. */
    default void onPeerUp(PeerId peer) {}

    /** The session is over. What was sent and not answered may or may not have arrived. */
    default void onPeerDown(PeerId peer, Closing why) {}

    /**
     * A message of this protocol arrived.
     *
     * @throws ProtocolViolation when the message breaks the protocol; the sender's link then ends
     */
    void onMessage(PeerId from, M message);

    void onTimer(T timer);
}
