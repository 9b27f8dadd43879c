package io.eddy;

import java.time.Duration;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link ChatSimulationTest} with as many seeds, of half an hour each, as fit {@code -Dsoak.minutes}. */
@Tag("soak")
final class ChatSoakTest {
    private static final Logger LOG = Logger.getLogger(ChatSoakTest.class.getName());

    /** Behind those of the build; another run begins where {@code -Dsoak.from} says. */
    private static final long FROM = Long.getLong("soak.from", 1_000);

    @Test
    void nothingIsLostOrShownTwiceForAsLongAsThereIsTime() {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("soak.minutes", 10)).toNanos();
        long seed = FROM;
        for (; System.nanoTime() < end; seed++) {
            ChatSimulationTest.demandAll(seed, Duration.ofMinutes(30));
        }
        LOG.info(seed - FROM + " seeds from " + FROM + " on, all well");
    }
}
