package io.eddy;

import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dial that an operator waits for: it leads to a session, or nothing is left of it. */
final class FirstDial {
    /** How it ended. */
    interface Outcome {
        /** There is a session; what was dialled is dialled again whenever that ends, until it is stopped. */
        void onReached(PeerId peer, Target target);

        void onMissed(Closing why);
    }

    private final Links links;
    private final Duration longestRedial;
    private @Nullable Target target;
    private boolean reached;
    private boolean givenUp;

    FirstDial(Links links, Duration longestRedial) {
        this.links = links;
        this.longestRedial = longestRedial;
    }

    /** Dials, unless it was given up; again only when that has failed. */
    void begin(Endpoint endpoint, Optional<PeerId> expected, Outcome outcome) {
        if (givenUp) {
            return;
        }
        target = links.keep(endpoint, expected, longestRedial, new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                Target dialled = take();
                if (dialled != null) {
                    reached = true;
                    outcome.onReached(peer, dialled);
                }
            }

            @Override
            public void onMissed(Closing why) {
                Target dialled = take();
                if (dialled != null) {
                    links.stop(dialled);
                    outcome.onMissed(why);
                }
            }
        });
    }

    /** Dials no longer; whether nothing will come of it. */
    boolean giveUp() {
        givenUp = true;
        Target dialled = take();
        if (dialled != null) {
            links.stop(dialled);
        }
        return !reached;
    }

    /** The first outcome is the only one. */
    private @Nullable Target take() {
        Target taken = target;
        target = null;
        return taken;
    }
}
