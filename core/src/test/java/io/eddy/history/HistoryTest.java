package io.eddy.history;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Made;
import io.eddy.node.RecordingWorld;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a history keeps, and for how long. */
final class HistoryTest {
    private final RecordingWorld world = new RecordingWorld("alice", History.tables());
    /** Some ten messages of a room. */
    private final HistoryConfig small = new HistoryConfig(100, 4_500, 3);

    private final History history = new History(world, small, peer -> peer.equals(idOf("bob")) ? "bob" : "?");

    private List<Long> numbers(Conversation conversation) {
        List<Long> numbers = new ArrayList<>();
        history.last(
                conversation,
                100,
                messages -> messages.forEach(message -> numbers.add(message.id().number())));
        world.store().commit();
        return numbers;
    }

    private void settle() {
        while (world.store().isDirty()) {
            world.store().commit();
        }
    }

    @Test
    void ofARoomTheOldestMakeRoom() {
        for (int number = 1; number <= 40; number++) {
            history.onRoom(
                    "hall",
                    Made.by("bob", number, "hi")
                            .inRoom("hall")
                            .at(Made.NOON + number)
                            .entry(),
                    1);
            settle();
        }
        List<Long> kept = numbers(Conversation.in("hall"));

        assertThat(kept).hasSizeBetween(8, 11).isSorted().endsWith(39L, 40L);
        assertThat(world.store().load(Message.TABLE)).hasSameSizeAs(kept);
        assertThat(world.store().load(Volume.TABLE)).singleElement().satisfies(volume -> {
            assertThat(volume.messages()).isEqualTo(kept.size());
            assertThat(volume.bytes()).isLessThanOrEqualTo(small.maxRoomBytes());
        });
    }

    @Test
    void whatWasSaidWithOnePeerIsKeptForEver() {
        for (int number = 1; number <= 40; number++) {
            history.onDirect(idOf("bob"), Made.by("bob", number, "hi").entry(), 1);
            settle();
        }

        assertThat(numbers(Conversation.with(idOf("bob")))).hasSize(40);
    }

    @Test
    void messagesOfOneTimeAreSortedByAuthorLogAndNumber() {
        List<Made> made = List.of(
                Made.by("bob", 1, "a").inRoom("hall"),
                Made.by("bob", 2, "b").inRoom("hall"),
                Made.by("bob", 1, "c").inRoom("hall").inLog(9),
                Made.by("carol", 1, "d").inRoom("hall"));
        List<String> forwards = new ArrayList<>();
        List<String> backwards = new ArrayList<>();
        made.forEach(one -> history.onRoom("hall", one.entry(), 1));
        history.last(
                Conversation.in("hall"),
                10,
                all -> all.forEach(message -> forwards.add(message.said().text())));
        settle();
        RecordingWorld elsewhere = new RecordingWorld("dora", History.tables());
        History other = new History(elsewhere, small, peer -> "?");
        for (int i = made.size() - 1; i >= 0; i--) {
            other.onRoom("hall", made.get(i).entry(), 2);
        }
        other.last(
                Conversation.in("hall"),
                10,
                all -> all.forEach(message -> backwards.add(message.said().text())));
        elsewhere.store().commit();

        assertThat(forwards).hasSize(4).containsSubsequence("a", "b", "c");
        assertThat(backwards).isEqualTo(forwards);
    }

    @Test
    void whoWasCalledHowIsRememberedOfTheTimeWhenItWasSaid() {
        history.onDirect(idOf("bob"), Made.by("bob", 1, "hi").entry(), 77);
        world.store().commit();

        assertThat(world.store().load(Message.TABLE)).singleElement().satisfies(message -> {
            assertThat(message.said().name()).isEqualTo("bob");
            assertThat(message.cameAtMillis()).isEqualTo(77);
            assertThat(message.sentAtMillis()).isEqualTo(Made.NOON);
            assertThat(message.state()).isEqualTo(State.RECEIVED);
        });
    }
}
