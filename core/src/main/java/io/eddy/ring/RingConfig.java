package io.eddy.ring;

import java.time.Duration;

/**
 * Limits and intervals of rings (protocols.md H).
 *
 * @param kept how long the log of a ring that is over is kept for those who missed the end
 * @param maxRings rings that stand at one time
 * @param maxEntries of one ring; a game has a few hundred
 * @param maxBytes said in one ring; a game has some 50 kB
 */
public record RingConfig(Timing timing, Duration kept, int maxRings, int maxEntries, int maxBytes) {

    /**
     * How long things may take.
     *
     * @param setup until the setup has come round; below the 10 s within which every command answers
     * @param seatKept a seat is kept for a ring that does not come to stand
     * @param hiccup a link may be lost before anybody is told
     * @param away a seat may be away before it counts as left
     * @param hopeless the dealer seeks a majority before it gives the ring up
     * @param check until it is looked again what is outstanding; a lost message costs so long
     */
    public record Timing(
            Duration setup, Duration seatKept, Duration hiccup, Duration away, Duration hopeless, Duration check) {}

    public static final RingConfig DEFAULT = new RingConfig(
            new Timing(
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2)),
            Duration.ofHours(1),
            16,
            10_000,
            1 << 20);
}
