package io.eddy.overlay;

import io.eddy.node.TokenBucket;

/** How much is taken from one peer that tells of others. */
final class Teller {
    /** A shuffle brings eight at once. */
    private static final int BURST_SHUFFLES = 4;

    final TokenBucket walks;
    final TokenBucket candidates;
    final TokenBucket addresses;

    Teller(OverlayConfig config) {
        int perSecond = config.limits().walksPerSecond();
        int burst = BURST_SHUFFLES * OverlayMessage.MAX_RECORDS;
        walks = TokenBucket.perSecond(perSecond, 2 * perSecond);
        candidates = TokenBucket.perMinute(config.limits().candidatesPerMinute(), 2 * burst);
        addresses = TokenBucket.perMinute(config.book().newPerMinute(), burst);
    }
}
