package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twelve whole peers talk in three rooms and by twos while links are lost, peers crash, and everybody is away for a
 * third of the time; then all is well, and everybody has the same history.
 */
final class ChatSimulationTest {
    private static final Duration TALK = Duration.ofMinutes(3);

    /** A wanted peer is dialled every 30 s at the latest, and whom one lacks is looked for every 10 s. */
    private static final Duration WELL_WITHIN = Duration.ofMinutes(4);

    /** So many are shown, or more, for each that its peer took in the very moment in which it ended. */
    private static final int SHOWN_FOR_ONE_CUT_OFF = 500;

    /** The first 20, or as many as {@code -Dseeds} says, or the one that {@code -Dseed} names. */
    static LongStream seeds() {
        long chosen = Long.getLong("seed", 0);
        return chosen > 0 ? LongStream.of(chosen) : LongStream.rangeClosed(1, Integer.getInteger("seeds", 20));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostOrShownTwiceAndAllHistoriesAreTheSame(long seed) {
        demandAll(seed, TALK);
    }

    static void demandAll(long seed, Duration length) {
        SimulatedConversations people = new SimulatedConversations(seed);
        people.talk(length);
        people.settle(WELL_WITHIN);
        assertThat(people.complaints()).as("seed %d", seed).isEmpty();
        assertThat(people.said()).as("seed %d", seed).isGreaterThan(40);
        assertThat(people.toBeShown()).as("seed %d", seed).isGreaterThan(60);
        assertThat(people.unshown())
                .as("seed %d: all but what became durable as its peer ended, which the history has", seed)
                .hasSizeLessThanOrEqualTo(1 + people.toBeShown() / SHOWN_FOR_ONE_CUT_OFF);
    }
}
