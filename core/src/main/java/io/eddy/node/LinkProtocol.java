package io.eddy.node;

/**
 * The one protocol of a node that sees links: it decides which of them become sessions with peers.
 *
 * @param <M> the messages it exchanges on links
 * @param <T> the names of its timers
 */
public interface LinkProtocol<M, T> {
    void start();

    /** A link, dialled or accepted, is connected and the key of its other end is proven. */
    void onLinkUp(Link link);

    /** A message of the link channel. */
    void onLinkMessage(Link link, M message);

    /** A frame of a session arrived. Called for every frame, before its protocol sees it. */
    void onHeard(Link link, int frameBytes);

    /** The link is gone, or the dial failed. Called once for each link. */
    void onLinkDown(Link link, Closing why);

    /** What came over the link was no message or broke a protocol: the peer's mistake, before the link ends for it. */
    void onMistake(Link link, Closing why);

    void onTimer(T timer);
}
