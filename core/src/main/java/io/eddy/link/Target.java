package io.eddy.link;

import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address that is dialled until there is a session with whoever listens there, and again when that ends. */
public final class Target {

    /** Whoever wants the session. */
    public interface Listener {
        /** There is a session with the peer at that address. */
        void onReached(PeerId peer);

        /** There is none, or no longer. */
        void onMissed(Closing why);

        /** It is dialled. */
        default void onDialling() {}

        /** It will be dialled after so long. */
        default void onWaiting(Duration wait) {}
    }

    final Endpoint endpoint;
    final Optional<PeerId> expected;
    final Duration longestWait;
    final Listener listener;

    boolean stopped;
    int failures;

    /** The dial under way. */
    @Nullable
    Link dialling;

    /** The peer that was reached and has a session. */
    @Nullable
    PeerId reached;

    Target(Endpoint endpoint, Optional<PeerId> expected, Duration longestWait, Listener listener) {
        this.endpoint = endpoint;
        this.expected = expected;
        this.longestWait = longestWait;
        this.listener = listener;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public Optional<PeerId> reached() {
        return Optional.ofNullable(reached);
    }
}
