package io.eddy.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.sim.TrueKeyring;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Fifty devices, a fifth of them online at a time, a third of all dials in vain, crashes every ten minutes, clocks an
 * hour off, disks that are replaced by older copies (protocols.md F.2).
 */
final class SyncSimulationTest {
    private static final int SEEDS = 30;
    private static final int DEVICES = 50;
    private static final long FIRST_SIGNED = 101;
    private static final int SIGNED_SEEDS = 2;
    private static final int FORKED_SEEDS = 3;
    private static final Duration CONTACT = Duration.ofSeconds(20);
    private static final int MOST_CONTACTS = 3;

    /** In a run, on average: a fifth of fifty devices for ten minutes, each every ten minutes, are ten crashes. */
    private static final int LEAST_CRASHES = 5;

    private static final int LEAST_RESTORED = 1;

    /** What went wrong in several runs, so that it is known that it did. */
    record Mishaps(int crashes, int restored) {
        static final Mishaps NONE = new Mishaps(0, 0);

        Mishaps and(SimulatedSync sync) {
            return new Mishaps(crashes + sync.network.trace().crashes(), restored + sync.restored);
        }

        void demandSome(int runs) {
            assertThat(crashes).as("crashes in %d runs", runs).isGreaterThan(LEAST_CRASHES * runs);
            assertThat(restored).as("copies put back in %d runs", runs).isGreaterThan(LEAST_RESTORED * runs);
        }
    }

    /** All of the build's; {@code -Dseed} chooses one. */
    @Test
    void nothingIsLostOrShownTwiceAndAllHaveTheSameInTheSameOrder() {
        long chosen = Long.getLong("seed", 0);
        Mishaps mishaps = Mishaps.NONE;
        for (long seed = Math.max(1, chosen); seed <= (chosen > 0 ? chosen : SEEDS); seed++) {
            mishaps = mishaps.and(demandAll(seed, Duration.ofMinutes(10)));
        }
        if (chosen == 0) {
            mishaps.demandSome(SEEDS);
        }
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        assertThat(traceOf(3)).isEqualTo(traceOf(3)).isNotEqualTo(traceOf(4));
    }

    /** With logs that are continued, copies that are put back fork them. What comes then is frozen, for all alike. */
    @Test
    void logsThatCopiesHaveForkedAreFrozenForAllAlike() {
        long forked = 0;
        Mishaps mishaps = Mishaps.NONE;
        for (long seed = 1; seed <= FORKED_SEEDS; seed++) {
            SimulatedSync sync = new SimulatedSync(seed, DEVICES, OwnLogsTest.withFresh(0));
            sync.saidBetweenCopies = 8;
            sync.talk(Duration.ofMinutes(20), Duration.ofSeconds(2));
            settle(sync);
            assertThat(sync.differences()).as("seed %d", seed).isEmpty();
            assertThat(sync.lost())
                    .as("seed %d", seed)
                    .allMatch(each -> sync.forked().contains(each.log()));
            assertThat(sync.halfShown()).as("seed %d", seed).isEmpty();
            forked += sync.forked().size();
            mishaps = mishaps.and(sync);
        }
        mishaps.demandSome(FORKED_SEEDS);
        assertThat(forked).as("forks in all runs").isPositive();
    }

    /** What is signed must be what is checked, byte for byte, by the scheme that peers use. */
    @Test
    void theSameHoldsWithRealSignatures() {
        Mishaps mishaps = Mishaps.NONE;
        for (long seed = FIRST_SIGNED; seed < FIRST_SIGNED + SIGNED_SEEDS; seed++) {
            TrueKeyring keys = new TrueKeyring();
            SimulatedSync sync = new SimulatedSync(seed, DEVICES, SyncConfig.DEFAULT, Optional.of(keys));
            mishaps = mishaps.and(demandAll(seed, Duration.ofMinutes(10), sync));
            assertThat(keys.verified()).as("seed %d", seed).isGreaterThan(1_000);
            assertThat(keys.refused()).as("seed %d", seed).isZero();
        }
        mishaps.demandSome(SIGNED_SEEDS);
    }

    static SimulatedSync demandAll(long seed, Duration length) {
        return demandAll(seed, length, new SimulatedSync(seed, DEVICES, SyncConfig.DEFAULT));
    }

    private static SimulatedSync demandAll(long seed, Duration length, SimulatedSync sync) {
        sync.talk(length, Duration.ofSeconds(2));
        settle(sync);
        assertThat(sync.differences()).as("seed %d", seed).isEmpty();
        assertThat(sync.lost()).as("seed %d", seed).isEmpty();
        assertThat(sync.inversions()).as("seed %d", seed).isEmpty();
        assertThat(sync.halfShown()).as("seed %d", seed).isEmpty();
        assertThat(sync.forked()).as("seed %d", seed).isEmpty();
        assertThat(sync.said.size()).as("seed %d", seed).isGreaterThan(150);
        assertThat(sync.carried()).as("seed %d", seed).isPositive();
        return sync;
    }

    /** All meet until they have the same, three times at most. */
    private static void settle(SimulatedSync sync) {
        sync.fallSilent();
        int contacts = 0;
        do {
            sync.contact(CONTACT);
            contacts++;
        } while (contacts < MOST_CONTACTS
                && !(sync.differences().isEmpty() && sync.lost().isEmpty()));
    }

    private static long traceOf(long seed) {
        SimulatedSync sync = new SimulatedSync(seed, 20, SyncConfig.DEFAULT);
        sync.talk(Duration.ofMinutes(3), Duration.ofSeconds(2));
        settle(sync);
        return sync.network.trace().hash();
    }
}
