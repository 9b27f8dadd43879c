package io.eddy.sim;

import org.jspecify.annotations.Nullable;

/** What a run demands did not hold: an invariant, liveness, or that no node throws. It says how to repeat the run. */
public final class InvariantBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvariantBroken(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
