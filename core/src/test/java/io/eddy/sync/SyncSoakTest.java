package io.eddy.sync;

import java.time.Duration;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link SyncSimulationTest} with as many seeds, of an hour each, as fit the minutes of {@code -Dsoak.minutes}. */
@Tag("soak")
final class SyncSoakTest {
    private static final Logger LOG = Logger.getLogger(SyncSoakTest.class.getName());

    /** Behind those of the build; another run begins where {@code -Dsoak.from} says. */
    private static final long FROM = Long.getLong("soak.from", 1_000);

    @Test
    void nothingIsLostOrShownTwiceForAsLongAsThereIsTime() {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("soak.minutes", 10)).toNanos();
        long seed = FROM;
        SyncSimulationTest.Mishaps mishaps = SyncSimulationTest.Mishaps.NONE;
        for (; System.nanoTime() < end; seed++) {
            mishaps = mishaps.and(SyncSimulationTest.demandAll(seed, Duration.ofHours(1)));
        }
        mishaps.demandSome((int) (seed - FROM));
        LOG.info(seed - FROM + " seeds from " + FROM + " on, all well");
    }
}
