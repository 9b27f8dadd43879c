package io.eddy.game;

import java.time.Duration;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link GameSimulationTest} with as many seeds as fit the minutes that {@code -Dsoak.minutes} gives. */
@Tag("soak")
final class GameSoakTest {
    private static final Logger LOG = Logger.getLogger(GameSoakTest.class.getName());

    /** Behind those of the build; another run begins where {@code -Dsoak.from} says. */
    private static final long FROM = Long.getLong("soak.from", 1_000);

    @Test
    void everyGameEndsAndEveryCheatIsNamedForAsLongAsThereIsTime() {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("soak.minutes", 10)).toNanos();
        long seed = FROM;
        for (; System.nanoTime() < end; seed++) {
            GameSimulationTest.play(seed);
        }
        LOG.info(seed - FROM + " seeds from " + FROM + " on, all well");
    }
}
