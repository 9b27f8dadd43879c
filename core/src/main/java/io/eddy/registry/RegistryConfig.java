package io.eddy.registry;

import java.time.Duration;

/**
 * Limits and intervals of a manager (protocols.md G).
 *
 * @param lease how long a registration holds without being renewed
 * @param nameKept how long a name stays bound to its key after the lease has ended
 * @param leaseNoted how old the end of a lease may be in the store; a restart forgets at most so much of {@code
 * nameKept}
 * @param maxPlayers names kept, those of absent peers included; about 1 kB each
 */
public record RegistryConfig(Duration lease, Duration nameKept, Duration leaseNoted, int maxPlayers, GameLimits games) {
    public static final RegistryConfig DEFAULT = new RegistryConfig(
            Duration.ofSeconds(30), Duration.ofDays(30), Duration.ofHours(1), 100_000, GameLimits.DEFAULT);

    /**
     * Limits and intervals of games.
     *
     * @param reserved how long a seat waits for its player
     * @param deserted how long none of a game's players may be online before it counts as ended; more than the
     * 120 s for which the others wait for one that is away, so that what interrupted all does not end the game
     * @param kept how long a game that has ended is remembered, for those who ask again
     * @param maxGames games kept, running and ended; less than 1 kB each
     */
    public record GameLimits(Duration reserved, Duration deserted, Duration kept, int maxGames) {
        public static final GameLimits DEFAULT =
                new GameLimits(Duration.ofSeconds(15), Duration.ofSeconds(150), Duration.ofDays(1), 65_536);
    }
}
