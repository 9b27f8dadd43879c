package io.eddy.history;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.Talk;
import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.chat.Utterance;
import io.eddy.entry.Made;
import io.eddy.entry.ShortMessageId;
import io.eddy.node.RecordingWorld;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a history keeps, and for how long. */
final class HistoryTest {
    private static final Talk HALL = new In("hall");

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

    private static Utterance said(Made made) {
        return new Utterance(made.id(), made.entry().header().hlc(), made.text());
    }

    @Test
    void ofARoomTheOldestMakeRoom() {
        for (int number = 1; number <= 40; number++) {
            history.onSaid(
                    HALL, said(Made.by("bob", number, "hi").inRoom("hall").at(Made.NOON + number)), Made.NOON);
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
            history.onSaid(new With(idOf("bob")), said(Made.by("bob", number, "hi")), Made.NOON);
            settle();
        }

        assertThat(numbers(Conversation.with(idOf("bob")))).hasSize(40);
    }

    private List<Message> called(String word) {
        List<Message> found = new ArrayList<>();
        history.find(ShortMessageId.shown(word).orElseThrow(), found::addAll);
        settle();
        return found;
    }

    private void saidByAlice(long log, long number) {
        Made made = Made.by("alice", number, "hi").inLog(log);
        history.onSaid(new With(idOf("bob")), said(made), Made.NOON);
    }

    @Test
    void onesOwnMessagesAreFoundByTheirNumberAndHowTheirLogBegins() {
        for (long log : List.of(
                0L,
                0x0000005e2b440000L,
                0x5e2b440000000000L,
                0x5e2b44ffffffffffL,
                0x5e2b450000000000L,
                Long.MIN_VALUE,
                -1L)) {
            saidByAlice(log, 1);
            saidByAlice(log, 2);
        }
        saidByAlice(0x5e2b441000000000L, 3);
        history.onSaid(new With(idOf("bob")), said(Made.by("bob", 3, "hi").inLog(0x5e2b442000000000L)), Made.NOON);
        settle();

        assertThat(called("2-5e2b44"))
                .extracting(message -> message.id().log())
                .containsExactly(0x5e2b440000000000L, 0x5e2b44ffffffffffL);
        assertThat(called("2-5e2b440"))
                .extracting(message -> message.id().log())
                .containsExactly(0x5e2b440000000000L);
        assertThat(called("3-5e2b44"))
                .singleElement()
                .satisfies(
                        message -> assertThat(ShortMessageId.of(message.id())).hasToString("3-5e2b44"));
        assertThat(called("1-000000"))
                .extracting(message -> message.id().log())
                .containsExactly(0L, 0x0000005e2b440000L);
        assertThat(called("1-800000")).hasSize(1);
        assertThat(called("1-ffffffffffffffff")).hasSize(1);
        assertThat(called("4-5e2b44")).isEmpty();
        assertThat(called("1-5e2b46")).isEmpty();
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
        made.forEach(one -> history.onSaid(HALL, said(one), Made.NOON));
        history.last(
                Conversation.in("hall"),
                10,
                all -> all.forEach(message -> forwards.add(message.said().text())));
        settle();
        RecordingWorld elsewhere = new RecordingWorld("dora", History.tables());
        History other = new History(elsewhere, small, peer -> "?");
        for (int i = made.size() - 1; i >= 0; i--) {
            other.onSaid(HALL, said(made.get(i)), Made.NOON + 1);
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
    void whatAClockYearsAheadSaysStandsWhereItCame() {
        long years = Made.NOON + 1_000_000_000_000L;
        history.onSaid(HALL, said(Made.by("bob", 1, "from then").inRoom("hall").at(years)), Made.NOON);
        history.onSaid(HALL, said(Made.by("carol", 2, "now").inRoom("hall").at(Made.NOON + 5)), Made.NOON + 5);
        settle();
        assertThat(numbers(Conversation.in("hall"))).containsExactly(1L, 2L);
        assertThat(world.store().load(Message.TABLE))
                .as("it is told apart from what was said when it came")
                .extracting(Message::state)
                .containsExactlyInAnyOrder(State.MISDATED, State.RECEIVED);
    }

    @Test
    void whoWasCalledHowIsRememberedOfTheTimeWhenItWasSaid() {
        history.onSaid(new With(idOf("bob")), said(Made.by("bob", 1, "hi")), Made.NOON + 77);
        world.store().commit();

        assertThat(world.store().load(Message.TABLE)).singleElement().satisfies(message -> {
            assertThat(message.said().name()).isEqualTo("bob");
            assertThat(message.cameAtMillis()).isEqualTo(Made.NOON + 77);
            assertThat(message.sentAtMillis()).isEqualTo(Made.NOON);
            assertThat(message.state()).isEqualTo(State.RECEIVED);
        });
    }
}
