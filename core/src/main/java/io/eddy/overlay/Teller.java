package io.eddy.overlay;

/** How much is taken from one peer that tells of others. */
final class Teller {
    /** A shuffle brings eight at once. */
    private static final int BURST_SHUFFLES = 4;

    final Bucket walks;
    final Bucket candidates;
    final Bucket addresses;

    Teller(OverlayConfig config) {
        int perSecond = config.limits().walksPerSecond();
        int burst = BURST_SHUFFLES * OverlayMessage.MAX_RECORDS;
        walks = Bucket.perSecond(perSecond, 2 * perSecond);
        candidates = Bucket.perMinute(config.limits().candidatesPerMinute(), 2 * burst);
        addresses = Bucket.perMinute(config.book().newPerMinute(), burst);
    }
}
