package io.eddy;

import io.eddy.directory.Attempt.Whence;
import io.eddy.directory.Attempts;
import io.eddy.directory.Directory;
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
    private final Directory directory;
    private final Duration longestRedial;
    private Optional<PeerId> sought = Optional.empty();
    private @Nullable Target target;
    private boolean reached;
    private boolean givenUp;

    /**
     * A dial that has not begun.
     *
     * @param directory which remembers what comes of it
     */
    FirstDial(Links links, Directory directory, Duration longestRedial) {
        this.links = links;
        this.directory = directory;
        this.longestRedial = longestRedial;
    }

    /** Dials, unless it was given up; again only when that has failed. */
    void begin(Endpoint endpoint, Optional<PeerId> expected, Outcome outcome) {
        if (givenUp) {
            return;
        }
        sought = expected;
        Target.Listener listener = listener(outcome);
        Attempts attempts = directory.attempts();
        target = links.keep(
                endpoint,
                expected,
                longestRedial,
                expected.map(peer -> attempts.watch(peer, endpoint, directory.whence(peer), listener))
                        .orElseGet(() -> attempts.watch(endpoint, Whence.DIRECT, listener)));
    }

    private Target.Listener listener(Outcome outcome) {
        return new Target.Listener() {
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
                    stop(dialled);
                    outcome.onMissed(why);
                }
            }
        };
    }

    /** Dials no longer; whether nothing will come of it. */
    boolean giveUp() {
        givenUp = true;
        Target dialled = take();
        if (dialled != null) {
            stop(dialled);
        }
        return !reached;
    }

    private void stop(Target dialled) {
        links.stop(dialled);
        sought.ifPresentOrElse(
                peer -> directory.attempts().onGivenUp(peer, dialled.endpoint()),
                () -> directory.attempts().onGivenUp(dialled.endpoint()));
    }

    /** The first outcome is the only one. */
    private @Nullable Target take() {
        Target taken = target;
        target = null;
        return taken;
    }
}
