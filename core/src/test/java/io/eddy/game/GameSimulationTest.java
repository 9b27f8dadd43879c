package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.Cheater.Way;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.SimulatedTable.Person;
import io.eddy.ring.RingId;
import io.eddy.sim.Faults;
import io.eddy.sim.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two to five players play while everything breaks and one of them cheats; every game ends, and only cheats are named. */
final class GameSimulationTest {
    private static final Seeds SEEDS = new Seeds("core", "GameSimulationTest", Integer.getInteger("seeds", 200));
    private static final Duration BREAKING = Duration.ofMinutes(3);
    /** Two minutes until one who is away counts as left, as long for one that does not speak, and the game's rest. */
    private static final Duration WELL_WITHIN = Duration.ofMinutes(8);

    private static final int MAX_GAMES = 3;

    /** Once in so many times, somebody is away for so long that the others go on without it. */
    private static final int SOMEBODY_IS_GONE = 300;

    static LongStream seeds() {
        return SEEDS.stream();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyGameEndsAndEveryCheatIsNamed(long seed) {
        play(seed);
    }

    /** Plays what follows from one seed. */
    static void play(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Way[] ways = Way.values();
        Way way = random.nextBoolean() ? Way.NOT_AT_ALL : ways[random.nextInt(ways.length)];
        SimulatedTable table = new SimulatedTable(seed, Faults.of(seed), 2 + (int) (seed % 4), way);
        if (System.getProperty("seed") != null) {
            table.network.trace().keep(2_000);
        }
        for (Duration passed = Duration.ZERO; passed.compareTo(BREAKING) < 0; ) {
            if (table.started.size() < MAX_GAMES) {
                table.dealUnlessTheyPlay();
            }
            Duration pause = Duration.ofMillis(random.nextLong(1, 1_000));
            table.runFor(pause);
            passed = passed.plus(pause);
            if (random.nextInt(SOMEBODY_IS_GONE) == 0) {
                table.goAway(random.nextInt(table.hosts.size()), Duration.ofSeconds(random.nextInt(60, 200)));
            }
        }
        table.network.heal();
        table.network.runUntil("every game has ended", WELL_WITHIN, table::nobodyPlays);
        table.started.forEach(game -> judge(table, game));
    }

    @Test
    void withoutFaultsAndCheatsGamesAreCleanAndAllSeeTheSameEnd() {
        for (int players = 2; players <= 5; players++) {
            SimulatedTable table = new SimulatedTable(players, Faults.NONE, players, Way.NOT_AT_ALL);
            for (int second = 0; second < 60; second++) {
                table.dealUnlessTheyPlay();
                table.runFor(Duration.ofSeconds(1));
            }
            table.network.runUntil("every game has ended", WELL_WITHIN, table::nobodyPlays);
            assertThat(table.started).isNotEmpty();
            for (RingId game : table.started) {
                assertThat(table.people).allSatisfy(person -> {
                    assertThat(person.over(game))
                            .isPresent()
                            .isEqualTo(table.people.get(0).over(game))
                            .hasValueSatisfying(
                                    over -> assertThat(over.findings()).isEmpty());
                });
            }
        }
    }

    @Test
    void sameSeedGivesTheSameTrace() {
        assertThat(traceOf(3)).isEqualTo(traceOf(3));
    }

    private static long traceOf(long seed) {
        SimulatedTable table = new SimulatedTable(seed, Faults.of(seed), 4, Way.FALSE_GO_FISH);
        table.dealUnlessTheyPlay();
        table.runFor(Duration.ofSeconds(30));
        return table.network.trace().hash();
    }

    private static void judge(SimulatedTable table, RingId game) {
        String cheat = Company.NAMES.get(table.cheater.seat) + " cheated: ";
        boolean cheated = table.cheater.cheatedIn(game);
        for (Person person : table.people) {
            List<String> findings = person.over(game).map(Over::findings).orElse(List.of());
            assertThat(findings).as(person.name).allMatch(finding -> cheated && finding.startsWith(cheat));
            person.aborted(game)
                    .filter(aborted -> aborted.reason().contains("cheated"))
                    .ifPresent(aborted -> {
                        assertThat(aborted.reason()).startsWith(cheat);
                        assertThat(cheated).isTrue();
                    });
            if (person.over(game).isPresent() && cheated) {
                assertThat(findings).as(person.name).isNotEmpty();
            }
        }
    }
}
