package io.eddy.engine;

import java.time.Duration;

/**
 * How many links a node has at most, and how fast it takes new ones (protocols.md D.3). Connections of the machine
 * to itself are exempt from what is counted for each address, and from the rate.
 *
 * @param total links, whoever dialled
 * @param inbound links whose other end dialled; the rest up to {@code total} is reserved for own dials
 * @param perAddress accepted links of one IPv4 address or one IPv6 /64
 * @param perSubnet accepted links of one IPv4 /24 or one IPv6 /48
 * @param acceptsPerSecond accepted connections in the long run; twice as many at once
 * @param halfOpen connections whose other end has not yet proven its key
 */
public record LinkLimits(
        int total, int inbound, int perAddress, int perSubnet, int acceptsPerSecond, HalfOpen halfOpen) {

    /**
     * Limits on accepted connections whose other end has not yet proven its key. They count for nothing else, and when
     * there are too many, the oldest makes room.
     */
    public record HalfOpen(int total, int perAddress, Duration deadline) {}

    /** A peer's. */
    public static final LinkLimits PEER =
            new LinkLimits(200, 128, 8, 32, 20, new HalfOpen(64, 4, Duration.ofSeconds(10)));

    /** A manager's. Many of its peers may share the one address of a campus: what an address may have is a guess. */
    public static final LinkLimits MANAGER =
            new LinkLimits(20_000, 19_900, 1_024, 4_096, 500, new HalfOpen(1_024, 64, Duration.ofSeconds(10)));
}
