package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Endpoint;
import io.eddy.node.Timestamp;
import io.eddy.overlay.Contacts.Contact;
import java.time.Duration;
import java.util.SplittableRandom;
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

    private void hear(String name, Duration since) {
        contacts.add(new Contact(idOf(name), new Endpoint(name, 1), 1, START.plus(since)));
    }

    private String drawnAfter(Duration since) {
        Contact drawn = contacts.random(random, START.plus(since), peer -> true);
        return drawn == null ? "" : drawn.endpoint().host();
    }
}
