package io.eddy.node;

import io.eddy.wire.WireWriter;

/**
 * A connection as the world hands it out: bytes in both directions, in order, to a peer whose key is proven.
 *
 * <p>Calls only record. What is begun and ended in a turn leaves after it; the link goes down, and the node is told
 * so once, in a later turn.
 */
public interface Link {

    /** The queues of a link. All that is in {@code SMALL} leaves before the next frame of {@code BULK}. */
    enum Lane {
        /** Everything that a person or a protocol waits for. */
        SMALL,
        /** File chunks and the like. */
        BULK
    }

    /** Whether the other end has proven its key: it is so from {@link Node#onLinkUp} on, also when the link is gone. */
    boolean isProven();

    /** The peer at the other end. Only to be asked once its key is proven. */
    PeerId remote();

    /** Whether this side dialled. */
    boolean outbound();

    /** The address at the other end, as this side sees it; what was dialled, before the link is up. */
    Endpoint address();

    /**
     * Where to append one frame: its channel, tag and fields, without its length. Ends with {@link #end}; nothing
     * else may be asked of the world between. On a link that is going down the frame is thrown away.
     */
    WireWriter begin(Lane lane);

    /** Queues the frame that was begun. */
    void end();

    /** Bytes queued in a lane and not yet taken by the network. */
    int queuedBytes(Lane lane);

    /** Stops ({@code true}) or resumes taking frames from the peer; what it sends meanwhile waits at its side. */
    void pauseReading(boolean pause);

    /** Sends what is queued, as far as the other side takes it within a second, then closes. Also ends a dial. */
    void hangUp(Closing why);
}
