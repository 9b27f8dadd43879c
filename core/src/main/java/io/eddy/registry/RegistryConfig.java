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
public record RegistryConfig(Duration lease, Duration nameKept, Duration leaseNoted, int maxPlayers) {
    public static final RegistryConfig DEFAULT =
            new RegistryConfig(Duration.ofSeconds(30), Duration.ofDays(30), Duration.ofHours(1), 100_000);
}
