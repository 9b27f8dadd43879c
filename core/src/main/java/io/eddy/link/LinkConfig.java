package io.eddy.link;

import io.eddy.link.LinkMessage.Role;
import java.time.Duration;

/**
 * Who this side is, and the limits and intervals of its links.
 *
 * @param boot grows with every start of this node
 */
public record LinkConfig(String network, Role role, String name, long boot, Liveness liveness, Allowance allowance) {

    /**
     * How long to wait (protocols.md A.5 and D.2).
     *
     * @param helloDeadline from a proven key to a session
     * @param pingAfter silence after which the peer is asked
     * @param deadAfter silence after which the peer is given up
     * @param firstRedial the first wait before dialling again; it doubles with each failure
     */
    public record Liveness(Duration helloDeadline, Duration pingAfter, Duration deadAfter, Duration firstRedial) {
        public static final Liveness DEFAULT = new Liveness(
                Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(9), Duration.ofMillis(250));
    }

    /**
     * What one peer may send; who sends more is read from later, not refused. The burst is twice a second's worth.
     *
     * @param messagesPerSecond frames of all channels but the link's
     */
    public record Allowance(long messagesPerSecond, long bytesPerSecond) {
        /** After protocols.md D.3, with ten times its messages: catching up on a log is bursty and harmless. */
        public static final Allowance DEFAULT = new Allowance(2_000, 4L << 20);

        public static final Allowance UNLIMITED = new Allowance(Long.MAX_VALUE >> 2, Long.MAX_VALUE >> 2);
    }

    public static LinkConfig of(String network, Role role, String name, long boot) {
        return new LinkConfig(network, role, name, boot, Liveness.DEFAULT, Allowance.DEFAULT);
    }
}
