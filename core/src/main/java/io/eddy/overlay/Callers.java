package io.eddy.overlay;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.List;

/**
 * The overlay's port to whoever dials. Its outcomes come in later turns, never from within a call.
 */
public interface Callers {

    /**
     * Seeks a session with a peer, at these addresses in their order. The protocols are told when there is one; when
     * there is none to be had, {@link Overlay#onUnreached} is to be called; when the owner does not want it,
     * {@link Overlay#onWithheld}.
     */
    void call(PeerId peer, List<Endpoint> at);

    /** The overlay needs no session with this peer, and seeks none any longer. */
    void release(PeerId peer);

    /** Where the other end of the session with a peer is seen; empty when that is not known. */
    default String hostOf(PeerId peer) {
        return "";
    }

    /** Whether what is said comes over this neighbour now: where one must make place, another does. */
    default boolean isTreeLink(PeerId neighbour) {
        return false;
    }
}
