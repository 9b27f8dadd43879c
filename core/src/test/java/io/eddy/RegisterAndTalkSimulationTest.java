package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.SimulatedNeighbourhood.Person;
import io.eddy.sim.Faults;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A manager and up to twelve peers register and talk while everything breaks; then all heals, and all must be well. */
final class RegisterAndTalkSimulationTest {
    private static final Duration BREAKING = Duration.ofMinutes(3);

    /** A wanted peer is dialled every 30 s at the latest, a lease lasts 30 s, a lost link is noticed within 9 s. */
    private static final Duration WELL_WITHIN = Duration.ofSeconds(90);

    /** The first 100 seeds, or as many as {@code -Dseeds} says, or the one given with {@code -Dseed}. */
    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? LongStream.range(0, Integer.getInteger("seeds", 100)) : LongStream.of(Long.parseLong(one));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverBreaksEverybodyIsRegisteredAndHasEveryMessageOnce(long seed) {
        SimulatedNeighbourhood town = neighbourhood(seed);
        if (System.getProperty("seed") != null) {
            town.network.trace().keep(2_000);
        }
        town.chatter(BREAKING);
        town.network.heal();
        town.network.runUntil("everybody is registered", WELL_WITHIN, town::everybodyIsRegistered);
        town.network.runUntil("everything is delivered", WELL_WITHIN, town::everythingIsDelivered);
        assertThat(town.delivered).containsAll(town.accepted.keySet());
    }

    @Test
    void withoutFaultsEveryMessageIsShownToItsRecipient() {
        SimulatedNeighbourhood town = new SimulatedNeighbourhood(7, Faults.NONE, 12);
        town.chatter(Duration.ofMinutes(1));
        town.network.runUntil("everything is delivered", WELL_WITHIN, town::everythingIsDelivered);
        assertThat(town.accepted).hasSizeGreaterThan(20);
        town.accepted.forEach((message, recipient) ->
                assertThat(town.people.get(recipient).shown).containsKey(message));
    }

    @Test
    void aNameThatIsTakenIsRefusedToAnotherKey() {
        SimulatedNeighbourhood town = new SimulatedNeighbourhood(11, Faults.NONE, 2);
        town.network.runUntil("everybody is registered", WELL_WITHIN, town::everybodyIsRegistered);
        Person impostor = town.addImpostor();
        town.network.runFor(Duration.ofSeconds(10));
        assertThat(impostor.refusals).singleElement().asString().contains("belongs to another key");
        assertThat(town.people.get(0).refusals).isEmpty();
    }

    @Test
    void sameSeedGivesTheSameTrace() {
        assertThat(traceOf(42)).isEqualTo(traceOf(42));
        assertThat(traceOf(42)).isNotEqualTo(traceOf(43));
    }

    private static long traceOf(long seed) {
        SimulatedNeighbourhood town = neighbourhood(seed);
        town.chatter(Duration.ofMinutes(1));
        return town.network.trace().hash();
    }

    private static SimulatedNeighbourhood neighbourhood(long seed) {
        return new SimulatedNeighbourhood(seed, Faults.of(seed), 2 + (int) (seed % 11));
    }
}
