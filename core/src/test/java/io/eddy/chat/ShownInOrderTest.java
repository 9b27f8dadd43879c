package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.Made;
import io.eddy.sync.SyncFrames;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Alice was away while bob said 400 lines in a room, the last of them a question, and carol answered it; dora brings
 * alice what she missed, in several answers.
 */
final class ShownInOrderTest {
    private static final Bytes EVERYONE = Group.ofRoom(RoomName.EVERYONE);
    private static final int LINES = 400;
    private static final Duration A_WAIT = Gathering.LONGEST_WAIT;

    private final ChatSide alice = new ChatSide();
    private final Spoken bobs = Spoken.in(RoomName.EVERYONE, "bob");
    private final Spoken carols = Spoken.in(RoomName.EVERYONE, "carol").inLog(9).at(Made.NOON + 60_000);
    private final Entry[] lines = new Entry[LINES];
    private final Entry answer;
    private final SyncFrames dora;

    ShownInOrderTest() {
        alice.overhearKept(bobs.say("before she left"));
        for (int i = 0; i < LINES; i++) {
            lines[i] = bobs.say("line " + (i + 1));
        }
        answer = carols.say("the answer to line " + LINES);
        alice.events.clear();
        dora = alice.link("dora").follow(EVERYONE, lines[LINES - 1], answer);
    }

    private Entry[] lines(int from, int to) {
        return Arrays.copyOfRange(lines, from - 1, to);
    }

    /** The answer, and what of the lines there is room for: as {@code Giving} does it, what is least first. */
    private void giveFirst(int upTo) {
        dora.give(Stream.concat(Stream.of(answer), Stream.of(lines(1, upTo))).toArray(Entry[]::new));
    }

    private static List<String> shownLines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "everyone, bob: line " + i)
                .toList();
    }

    private static List<String> allInOrder() {
        List<String> all = new ArrayList<>(shownLines(1, LINES));
        all.add("everyone, carol: the answer to line " + LINES);
        return all;
    }

    @Test
    void anAnswerIsShownBehindItsQuestionThoughItCameBefore() {
        giveFirst(256);
        alice.settle();
        assertThat(alice.written).as("is not to wait").hasSize(1 + 256 + 1);
        assertThat(alice.shown()).isEmpty();
        dora.give(lines(257, LINES));
        assertThat(alice.shown()).as("not durable").isEmpty();
        assertThat(alice.settle().shown()).isEqualTo(allInOrder());
        alice.elapse(A_WAIT.multipliedBy(2), dora);
        assertThat(alice.restarted().shown()).isEmpty();
        assertThat(alice.shown()).hasSize(LINES + 1);
    }

    @Test
    void whatOneOtherSaidIsShownInOrderThoughHisLogsComeOneAfterTheOther() {
        Entry question = Spoken.to("alice", "bob").inLog(20).say("coming?");
        Entry answer =
                Spoken.to("alice", "bob").inLog(21).at(Made.NOON + 60_000).say("on second thoughts, do not");
        SyncFrames bob = alice.link("bob").follow(question.header().place().group(), question, answer);
        bob.give(answer);
        assertThat(alice.settle().shown()).isEmpty();
        bob.give(question);
        assertThat(alice.settle().shown()).containsExactly("bob: coming?", "bob: on second thoughts, do not");
    }

    @Test
    void whatIsSaidMeanwhileWaitsTooButOnlyThere() {
        alice.join("chess");
        giveFirst(256);
        alice.overhearKept(carols.say("what now?"));
        alice.overhearKept(Spoken.in("chess", "bob").inLog(10).say("e4"));
        assertThat(alice.shown()).containsExactly("chess, bob: e4");
        dora.give(lines(257, LINES));
        assertThat(alice.settle().shown())
                .hasSize(LINES + 3)
                .endsWith("everyone, carol: the answer to line 400", "everyone, carol: what now?");
    }

    @Test
    void whereNothingIsMissingNothingWaits() {
        giveFirst(256);
        dora.give(lines(257, LINES));
        alice.settle();
        alice.overhearKept(carols.say("what now?"));
        assertThat(alice.shown()).hasSize(LINES + 2).endsWith("everyone, carol: what now?");
    }

    @Test
    void whenWhoOwesTheRestGoesAwayWhatThereIsIsShownInTime() {
        giveFirst(256);
        alice.settle();
        alice.drop(dora);
        alice.elapse(A_WAIT.minusSeconds(1));
        assertThat(alice.shown()).isEmpty();
        alice.elapse(Duration.ofSeconds(1));
        assertThat(alice.shown())
                .startsWith(shownLines(1, 256).toArray(String[]::new))
                .endsWith("everyone, carol: the answer to line 400")
                .hasSize(257);
        alice.link("erin").follow(EVERYONE, lines[LINES - 1]).give(lines(257, LINES));
        assertThat(alice.settle().shown()).hasSize(LINES + 1);
    }

    @Test
    void whoTellsOfMuchAndGivesNothingHoldsUpNobody() {
        dora.giveNothing();
        alice.overhearKept(Spoken.in(RoomName.EVERYONE, "bob").inLog(11).say("hello"));
        assertThat(alice.shown()).containsExactly("everyone, bob: hello");
    }

    @Test
    void whoTellsOfMuchAndDoesNotAnswerHoldsUpOthersUntilItShouldHave() {
        Spoken live = Spoken.in(RoomName.EVERYONE, "bob").inLog(11);
        alice.overhearKept(live.say("hello"));
        assertThat(alice.shown()).isEmpty();
        alice.elapse(A_WAIT, dora);
        assertThat(alice.shown()).containsExactly("everyone, bob: hello");
        alice.elapse(Duration.ofSeconds(15), dora);
        alice.overhearKept(live.say("nobody there?"));
        assertThat(alice.shown()).containsExactly("everyone, bob: hello", "everyone, bob: nobody there?");
    }

    @Test
    void whatWaitedInACrashIsShownOnceAfterIt() {
        giveFirst(256);
        alice.settle();
        ChatSide next = alice.restarted();
        SyncFrames again = next.link("dora").follow(EVERYONE, lines[LINES - 1]);
        assertThat(next.shown()).isEmpty();
        again.give(lines(257, LINES));
        assertThat(next.settle().shown()).isEqualTo(allInOrder());
        ChatSide third = next.restarted();
        third.elapse(A_WAIT);
        assertThat(third.shown()).isEmpty();
    }

    @Test
    void whatWaitedInACrashIsShownAlsoWhenNobodyComes() {
        giveFirst(256);
        alice.settle();
        ChatSide next = alice.restarted();
        next.elapse(A_WAIT);
        assertThat(next.shown()).hasSize(257).endsWith("everyone, carol: the answer to line 400");
        ChatSide third = next.restarted();
        third.elapse(A_WAIT);
        assertThat(third.shown()).isEmpty();
    }

    @Test
    void whatIsOfSomebodyWhoIsBlockedMeanwhileIsNotShown() {
        giveFirst(256);
        alice.settle();
        alice.blocked.add(idOf("bob"));
        alice.elapse(A_WAIT, dora);
        assertThat(alice.shown()).containsExactly("everyone, carol: the answer to line 400");
        assertThat(alice.restarted().shown()).isEmpty();
    }

    @Test
    void whatIsOfSomebodyWhoIsBlockedIsNotShownAfterACrashEither() {
        giveFirst(256);
        alice.settle();
        ChatSide next = alice.restarted();
        next.blocked.add(idOf("bob"));
        next.elapse(A_WAIT);
        assertThat(next.shown()).containsExactly("everyone, carol: the answer to line 400");
        ChatSide third = next.restarted();
        third.elapse(A_WAIT);
        assertThat(third.shown()).as("once unblocked").isEmpty();
    }

    @Test
    void whatIsNotDurableWhenItsAuthorIsBlockedIsNotShown() {
        dora.giveNothing();
        alice.overhear(Spoken.in(RoomName.EVERYONE, "bob").inLog(11).say("hello"));
        alice.blocked.add(idOf("bob"));
        assertThat(alice.settle().shown()).isEmpty();
    }

    @Test
    void nobodyWaitsForWhatABlockedOneSays() {
        alice.blocked.add(idOf("bob"));
        alice.overhearKept(carols.say("what now?"));
        assertThat(alice.shown()).containsExactly("everyone, carol: what now?");
    }

    @Test
    void noMoreThanAThousandWait() {
        Entry[] many = Stream.concat(
                        Stream.of(lines),
                        IntStream.rangeClosed(LINES + 1, 1_200).mapToObj(i -> bobs.say("line " + i)))
                .toArray(Entry[]::new);
        dora.follow(EVERYONE, many[1_199]);
        giveFirst(256);
        for (int i = 256; i < 1_024; i += 256) {
            dora.give(Arrays.copyOfRange(many, i, i + 256));
            alice.settle();
        }
        assertThat(alice.shown()).isEqualTo(shownLines(1, 1_024 + 1 - Gathering.MAX_WAITING));
        dora.give(Arrays.copyOfRange(many, 1_024, 1_200));
        assertThat(alice.settle().shown())
                .hasSize(1_201)
                .startsWith(shownLines(1, 1_200).toArray(String[]::new));
    }
}
