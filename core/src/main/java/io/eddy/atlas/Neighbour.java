package io.eddy.atlas;

import io.eddy.atlas.AtlasConfig.Limits;
import io.eddy.node.PeerId;
import io.eddy.node.TokenBucket;

/** A neighbour as the atlas sees it. */
final class Neighbour {
    /** Questions of one neighbour that are answered: answering looks at all places. */
    private static final double ASKS_PER_SECOND = 0.5;

    private static final int ASKS_AT_ONCE = 4;

    final PeerId peer;

    /** Its bit in what is noted of each place: whether it has that one. */
    final long bit;

    final Allowance allowance;

    /** How often it was asked without an answer. */
    int unanswered;

    Neighbour(PeerId peer, long bit, Allowance allowance) {
        this.peer = peer;
        this.bit = bit;
        this.allowance = allowance;
    }

    /**
     * What a neighbour may cause.
     *
     * @param checks of what it tells that is newer than what is known here
     * @param asks that are answered
     */
    record Allowance(TokenBucket checks, TokenBucket asks) {
        static Allowance of(Limits limits) {
            return new Allowance(
                    TokenBucket.perSecond(limits.checksPerSecond(), limits.checksAtOnce()),
                    TokenBucket.perSecond(ASKS_PER_SECOND, ASKS_AT_ONCE));
        }
    }
}
