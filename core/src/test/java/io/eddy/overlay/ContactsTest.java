package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Endpoint;
import io.eddy.node.Timestamp;
import io.eddy.overlay.Contacts.Contact;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whom a peer calls that has nobody. */
final class ContactsTest {
    private static final Timestamp START = new Timestamp(0);

    private final Contacts contacts = new Contacts();
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void whoWasHeardOfJustNowComesBeforeThoseHeardOfEarlier() {
        for (int i = 0; i < 100; i++) {
            hear("n" + i, Duration.ZERO);
        }
        hear("bob", Duration.ofSeconds(60));
        for (int i = 0; i < 20; i++) {
            assertThat(drawnAfter(Duration.ofSeconds(61))).isEqualTo("bob");
        }
        assertThat(drawnAfter(Duration.ofSeconds(90))).as("no longer").startsWith("n");
    }

    @Test
    void whoWasNotHeardOfForLongIsForgotten() {
        hear("bob", Duration.ZERO);
        assertThat(contacts.random(random, START.plus(Duration.ofMinutes(6)), peer -> true))
                .isNull();
        assertThat(contacts.size()).isZero();
    }

    @Test
    void anEmptyContactIsDrawnSeveralTimesAsOftenAsAFullOne() {
        contacts.add(new Contact(idOf("full"), new Endpoint("full", 1), 0, START));
        contacts.add(new Contact(idOf("half"), new Endpoint("half", 1), 64, START));
        contacts.add(new Contact(idOf("empty"), new Endpoint("empty", 1), 128, START));
        Map<String, Integer> drawn = new TreeMap<>();
        for (int i = 0; i < 2_500; i++) {
            drawn.merge(drawnAfter(Duration.ZERO), 1, Integer::sum);
        }
        // 1 : 8 : 16.
        assertThat(drawn.get("full")).isBetween(50, 150);
        assertThat(drawn.get("half")).isBetween(700, 900);
        assertThat(drawn.get("empty")).isBetween(1_450, 1_750);
    }

    private void hear(String name, Duration since) {
        contacts.add(new Contact(idOf(name), new Endpoint(name, 1), 1, START.plus(since)));
    }

    private String drawnAfter(Duration since) {
        Contact drawn = contacts.random(random, START.plus(since), peer -> true);
        return drawn == null ? "" : drawn.endpoint().host();
    }
}
