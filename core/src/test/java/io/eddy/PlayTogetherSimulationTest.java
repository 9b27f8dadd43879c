package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.sim.Faults;
import io.eddy.sim.Seeds;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers of a manager play and talk while everything breaks, the manager too; then all heals, and all must be free. */
final class PlayTogetherSimulationTest {
    private static final Seeds SEEDS = new Seeds("core", "PlayTogetherSimulationTest", Integer.getInteger("seeds", 40));
    private static final Duration BREAKING = Duration.ofMinutes(3);

    /** Two minutes until one who is away counts as left, as long for one that does not speak, and the game's rest. */
    private static final Duration WELL_WITHIN = Duration.ofMinutes(8);

    private static int dealt;

    static LongStream seeds() {
        return SEEDS.stream();
    }

    @AfterAll
    static void gamesWerePlayed() {
        assertThat(dealt).isGreaterThan(SEEDS.count() / 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverBreaksEveryGameEndsAndEverybodyIsFreeAgain(long seed) {
        SimulatedNeighbourhood town = new SimulatedNeighbourhood(seed, Faults.of(seed), 3 + (int) (seed % 6));
        town.network.replayWith(SEEDS.replay(seed));
        town.demandOneGameEach();
        SplittableRandom random = new SplittableRandom(seed);
        for (Duration passed = Duration.ZERO; passed.compareTo(BREAKING) < 0; ) {
            Duration pause = Duration.ofMillis(random.nextLong(1, 10_000));
            town.network.runFor(pause);
            passed = passed.plus(pause);
            town.somebodyDeals();
            town.somebodySpeaks();
        }
        town.network.heal();
        town.network.runUntil("every game has ended", WELL_WITHIN, town::nobodyPlays);
        town.network.runUntil("everybody is free", Duration.ofMinutes(4), town::everybodyIsRegistered);
        dealt += town.dealt;
    }

    @Test
    void aManagerThatIsKilledIsNotNoticedByARunningGame() {
        SimulatedNeighbourhood town = new SimulatedNeighbourhood(1, Faults.NONE, 4);
        town.network.runUntil("everybody is registered", Duration.ofSeconds(30), town::everybodyIsRegistered);
        while (town.dealt == 0) {
            town.somebodyDeals();
            town.network.runFor(Duration.ofSeconds(3));
        }
        town.manager.kill();
        town.network.runUntil("the game has ended", Duration.ofMinutes(2), town::nobodyPlays);
        town.manager.restart();
        town.network.runUntil("everybody is free", Duration.ofMinutes(1), town::everybodyIsRegistered);
    }
}
