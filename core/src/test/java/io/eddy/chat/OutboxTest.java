package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Made;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private static final int WINDOW = 3;
    private static final int BYTES = 1_000;
    private static final long LOG = 7;

    private final Outbox outbox = new Outbox();

    @Test
    void onlyWhatIsStoredCanBeSent() {
        add(1, "one");
        add(2, "two");
        assertThat(sendable()).isEmpty();
        outbox.oneMoreStored();
        assertThat(sendable()).containsExactly(1L);
        assertThat(sendable()).isEmpty();
    }

    @Test
    void onlyAWindowIsInFlight() {
        stored(1, 5, "text");
        assertThat(sendable()).containsExactly(1L, 2L, 3L);
        outbox.acknowledged(LOG, 2);
        assertThat(sendable()).containsExactly(4L, 5L);
        assertThat(outbox.isInFlight()).isTrue();
    }

    @Test
    void largeTextsFillTheWindowSooner() {
        stored(1, 3, "x".repeat(600));
        assertThat(sendable()).containsExactly(1L);
        outbox.acknowledged(LOG, 1);
        assertThat(sendable()).containsExactly(2L);
    }

    @Test
    void aTextAboveTheWindowIsSentAlone() {
        stored(1, 2, "x".repeat(5_000));
        assertThat(sendable()).containsExactly(1L);
    }

    @Test
    void afterARewindAllIsSentAgain() {
        stored(1, 2, "text");
        sendable();
        outbox.rewind();
        assertThat(outbox.isInFlight()).isFalse();
        assertThat(sendable()).containsExactly(1L, 2L);
    }

    @Test
    void anAcknowledgementCoversAllUpToItsNumberInItsLog() {
        stored(1, 3, "text");
        sendable();
        assertThat(outbox.acknowledged(LOG + 1, 3)).isEmpty();
        assertThat(outbox.acknowledged(LOG, 0)).isEmpty();
        assertThat(numbers(outbox.acknowledged(LOG, 2))).containsExactly(1L, 2L);
        assertThat(outbox.size()).isEqualTo(1);
        assertThat(numbers(outbox.acknowledged(LOG, Long.MAX_VALUE))).containsExactly(3L);
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.isInFlight()).isFalse();
    }

    @Test
    void whatIsNotStoredCannotBeAcknowledged() {
        stored(1, 1, "text");
        add(2, "two");
        assertThat(numbers(outbox.acknowledged(LOG, 2))).containsExactly(1L);
        outbox.oneMoreStored();
        assertThat(sendable()).containsExactly(2L);
    }

    @Test
    void whatIsAcknowledgedAfterARewindIsNotCountedAsInFlight() {
        stored(1, 4, "text");
        sendable();
        outbox.rewind();
        outbox.acknowledged(LOG, 2);
        assertThat(sendable()).containsExactly(3L, 4L);
    }

    private void stored(int from, int to, String text) {
        for (int number = from; number <= to; number++) {
            add(number, text);
            outbox.oneMoreStored();
        }
    }

    private void add(long number, String text) {
        outbox.add(Undelivered.of(idOf("bob"), Made.by("bob", number, text).entry()));
    }

    private List<Long> sendable() {
        return numbers(outbox.takeSendable(WINDOW, BYTES));
    }

    private static List<Long> numbers(List<Undelivered> undelivered) {
        return undelivered.stream().map(Undelivered::number).toList();
    }
}
