package io.eddy.sim;

import java.time.Duration;

/**
 * How the network is when nothing is wrong with it.
 *
 * @param leastLatency one way, of the nearest pair of hosts; each pair draws its own once and for all
 * @param greatestLatency one way, of the farthest pair
 * @param jitter the most that a frame takes longer than its pair's latency
 * @param bytesPerSecond of one direction of one link
 * @param windowBytes of one direction of one link: what the network takes before its reader has taken anything
 * @param retriesFor how long undelivered bytes are sent again before the link breaks
 */
public record Conditions(
        Duration leastLatency,
        Duration greatestLatency,
        Duration jitter,
        long bytesPerSecond,
        int windowBytes,
        Duration retriesFor) {

    /**
     * A continent: the latencies of protocols.md A.3, 100 Mbit/s, the usual socket buffers of both ends. Linux gives
     * up after 15 minutes; two do, to keep runs short, and are far above every silence that a protocol may wait for.
     */
    public static final Conditions DEFAULT = new Conditions(
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofMillis(2),
            12_500_000,
            256 * 1024,
            Duration.ofMinutes(2));

    public Conditions {
        if (leastLatency.isNegative()
                || greatestLatency.compareTo(leastLatency) < 0
                || jitter.isNegative()
                || bytesPerSecond < 1
                || windowBytes < 1) {
            throw new IllegalArgumentException("no network is so: " + leastLatency + " to " + greatestLatency);
        }
    }

    /** The same network with other latencies. */
    public Conditions withLatency(Duration least, Duration greatest) {
        return new Conditions(least, greatest, jitter, bytesPerSecond, windowBytes, retriesFor);
    }

    /** The same network with links of this bandwidth. */
    public Conditions withBandwidth(long newBytesPerSecond) {
        return new Conditions(leastLatency, greatestLatency, jitter, newBytesPerSecond, windowBytes, retriesFor);
    }
}
