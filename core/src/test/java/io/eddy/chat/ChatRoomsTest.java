package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.Made;
import io.eddy.entry.MessageId;
import io.eddy.node.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The rooms that alice is in: what she says there, and what the broadcast brings from others. */
final class ChatRoomsTest {
    private final ChatSide alice = new ChatSide();

    @Test
    void everybodyIsInOneRoomFromTheBeginning() {
        assertThat(alice.chat.rooms()).containsExactly("everyone");
        assertThat(alice.leave("everyone").complaint())
                .isEqualTo("everybody is in the room everyone; it cannot be left");
        assertThat(alice.join("Everyone").result()).isEqualTo("everyone");
        assertThat(alice.chat.rooms()).containsExactly("everyone");
    }

    @Test
    void whatAliceSaysIsBroadcastOnceItIsDurable() {
        Answer<MessageId> answer = alice.say("everyone", "hi all");
        answer.assertOpen();
        assertThat(alice.broadcast).isEmpty();
        alice.world.store().commit();
        Entry said = alice.broadcast.get(0);
        assertThat(answer.result()).isEqualTo(said.id());
        assertThat(said.text()).isEqualTo("hi all");
        assertThat(said.header().place().group()).isEqualTo(Group.ofRoom("everyone"));
        assertThat(alice.broadcast).hasSize(1);
        assertThat(alice.events).isEmpty();
    }

    @Test
    void theNumbersInARoomGoOnAfterARestart() {
        alice.say("everyone", "one");
        alice.world.store().commit();
        ChatSide next = alice.restarted();
        next.say("everyone", "two");
        next.world.store().commit();
        Entry one = alice.broadcast.get(0);
        Entry two = next.broadcast.get(0);
        assertThat(two.header().place().log()).isEqualTo(one.header().place().log());
        assertThat(two.header().place().number()).isEqualTo(2);
        assertThat(two.header().before()).isEqualTo(one.header().hash());
    }

    @Test
    void oneSpeaksOnlyInRoomsThatOneIsIn() {
        assertThat(alice.say("chess", "e4").complaint())
                .isEqualTo("you are not in a room chess; see /rooms, or /join chess");
        alice.join("Chess");
        assertThat(alice.chat.rooms()).containsExactly("everyone", "Chess");
        alice.say("chess", "e4");
        alice.world.store().commit();
        assertThat(alice.broadcast.get(0).header().place().group()).isEqualTo(Group.ofRoom("chess"));
        assertThat(alice.leave("CHESS").isOpen()).isTrue();
        assertThat(alice.say("chess", "d4").complaint()).startsWith("you are not in a room chess");
        assertThat(alice.leave("chess").complaint()).startsWith("you are not in a room chess");
    }

    @Test
    void namesThatLookAlikeAreOfOneRoom() {
        alice.join("Straße");
        assertThat(alice.join("STRASSE").result()).isEqualTo("Straße");
        alice.join("ﬁsh");
        assertThat(alice.join("Fish").result()).isEqualTo("ﬁsh");
        assertThat(alice.chat.rooms()).containsExactly("everyone", "Straße", "ﬁsh");
    }

    @Test
    void aNameThatNoPeerMayHaveIsNoRoomsEither() {
        assertThat(alice.join("").complaint())
                .isEqualTo("a room is named as a peer is: a name has 1 to 32 letters or digits");
        assertThat(alice.join("#chess").complaint())
                .isEqualTo("a room is named as a peer is: a name begins with a letter");
        assertThat(alice.join("x".repeat(33)).complaint()).startsWith("a room is named as a peer is: a name has");
        assertThat(alice.world.store().isDirty()).isFalse();
    }

    @Test
    void oneIsInSoManyRoomsAndNoMore() {
        for (int i = 1; i <= 64; i++) {
            alice.join("room" + i);
        }
        assertThat(alice.join("another").complaint()).isEqualTo("one is in at most 64 rooms; leave another one first");
        alice.leave("room7");
        alice.join("another");
        assertThat(alice.chat.rooms()).hasSize(65).contains("another").doesNotContain("room7");
    }

    @Test
    void joiningIsDoneWhenItIsDurableAndOutlivesARestart() {
        Answer<String> joined = alice.join("Chess");
        joined.assertOpen();
        alice.world.store().commit();
        assertThat(joined.result()).isEqualTo("Chess");
        alice.join("go");
        alice.world.store().commit();
        alice.leave("go");
        alice.world.store().commit();
        alice.join("never-kept");
        ChatSide next = alice.restarted();
        assertThat(next.chat.rooms()).containsExactly("everyone", "Chess");
        next.overhearKept(bobs(1, "e4").inRoom("chess"));
        assertThat(next.shown()).containsExactly("Chess: e4");
    }

    @Test
    void whenNothingCanBeWrittenNoRoomIsJoined() {
        alice.world.store().setAccepting(false);
        assertThat(alice.join("chess").complaint()).startsWith("nothing can be written to the disk");
        assertThat(alice.chat.rooms()).containsExactly("everyone");
    }

    @Test
    void whatOthersSayIsShownOnceItIsDurableWithTheRoomsName() {
        alice.overhear(bobs(1, "hi all"));
        assertThat(alice.shown()).isEmpty();
        alice.world.store().commit();
        assertThat(alice.shown()).containsExactly("everyone: hi all");
        assertThat(alice.events(ChatEvent.ContactMade.class)).isEmpty();
        assertThat(alice.world.store().load(RoomEntry.TABLE))
                .extracting(RoomEntry::entry)
                .containsExactly(bobs(1, "hi all").entry());
    }

    @Test
    void whatComesAgainIsNotShownAgainAlsoAfterARestart() {
        alice.overhear(bobs(1, "hi"));
        alice.overhear(bobs(1, "hi"));
        alice.world.store().commit();
        alice.overhearKept(bobs(1, "hi"));
        assertThat(alice.shown()).containsExactly("everyone: hi");
        assertThat(alice.chat.tally().repeated()).isEqualTo(2);
        ChatSide next = alice.restarted();
        next.world.pass(Duration.ofHours(5));
        next.overhearKept(bobs(1, "hi"));
        assertThat(next.shown()).isEmpty();
        next.overhearKept(bobs(2, "there"));
        assertThat(next.shown()).containsExactly("everyone: there");
    }

    @Test
    void whatWasNotDurableIsShownWhenItComesAgain() {
        alice.overhear(bobs(1, "hi"));
        ChatSide next = alice.restarted();
        next.overhearKept(bobs(1, "hi"));
        assertThat(next.shown()).containsExactly("everyone: hi");
    }

    /** Any order, with restarts between: each within the window once, and what was overtaken by far not at all. */
    @Test
    void whatComesOutOfOrderIsShownOnce() {
        SplittableRandom random = new SplittableRandom(1);
        ChatSide side = alice;
        List<String> shown = new ArrayList<>();
        List<Long> waiting =
                new ArrayList<>(LongStream.rangeClosed(1, 500).boxed().toList());
        while (!waiting.isEmpty()) {
            long number = waiting.get(random.nextInt(Math.min(RoomLog.WINDOW, waiting.size())));
            if (number - waiting.get(0) >= RoomLog.WINDOW) {
                number = waiting.get(0); // Else it would be overtaken by too many.
            }
            waiting.remove(number);
            side.overhearKept(bobs(number, "n" + number));
            long again = Math.max(1, number - random.nextInt(200));
            side.overhearKept(bobs(again, "n" + again));
            if (random.nextInt(50) == 0) {
                shown.addAll(side.shown());
                side = side.restarted();
            }
        }
        shown.addAll(side.shown());
        assertThat(shown).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void whatIsFurtherBelowThanAnybodyRemembersCountsAsShown() {
        alice.overhearKept(bobs(100, "hundred"));
        alice.overhearKept(bobs(35, "too late"));
        alice.overhearKept(bobs(36, "just in time"));
        alice.overhearKept(bobs(36, "just in time"));
        assertThat(alice.shown()).containsExactly("everyone: hundred", "everyone: just in time");
    }

    @Test
    void aNumberFarAheadLeavesNothingBelowIt() {
        RoomLog log = RoomLog.first(new LogHead.Key(Group.ofRoom("everyone"), idOf("bob"), 7), 1, 1);
        assertThat(log.showing(65, 2).isShown(1)).isTrue();
        assertThat(log.showing(65, 2).isShown(2)).isFalse();
        assertThat(log.showing(66, 2).isShown(1)).isTrue();
        assertThat(log.showing(66, 2).isShown(2)).isFalse();
        RoomLog last = log.showing(Long.MAX_VALUE, 2);
        assertThat(last.isShown(Long.MAX_VALUE)).isTrue();
        assertThat(last.isShown(Long.MAX_VALUE - 1)).isFalse();
        assertThat(last.isShown(1)).isTrue();
    }

    @Test
    void whatIsSaidInRoomsThatAliceIsNotInIsNotKept() {
        alice.overhear(bobs(1, "e4").inRoom("chess"));
        assertThat(alice.world.store().isDirty()).isFalse();
        assertThat(alice.chat.tally().notForUs()).isEqualTo(1);
        alice.join("chess");
        alice.overhearKept(bobs(2, "d4").inRoom("chess"));
        alice.leave("chess");
        alice.overhearKept(bobs(3, "c4").inRoom("chess"));
        assertThat(alice.shown()).containsExactly("chess: d4");
        alice.join("chess");
        alice.overhearKept(bobs(2, "d4").inRoom("chess"));
        assertThat(alice.shown()).containsExactly("chess: d4");
    }

    @Test
    void aDirectMessageIsNotTakenFromTheBroadcast() {
        alice.overhear(Made.by("bob", 1, "for alice alone"));
        assertThat(alice.world.store().isDirty()).isFalse();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void whatAliceSaidHerselfIsNotShownWhenItComesBack() {
        alice.say("everyone", "hi");
        alice.world.store().commit();
        ChatSide next = alice.restarted();
        next.chat.onEntry(alice.broadcast.get(0));
        next.world.store().commit();
        assertThat(next.shown()).isEmpty();
    }

    @Test
    void whenNothingCanBeWrittenWhatOthersSayIsLeftOutAndCounted() {
        alice.world.store().setAccepting(false);
        alice.overhear(bobs(1, "hi"));
        assertThat(alice.chat.tally().leftOut()).isEqualTo(1);
        alice.world.store().setAccepting(true);
        alice.overhearKept(bobs(1, "hi"));
        assertThat(alice.shown()).containsExactly("everyone: hi");
    }

    @Test
    void oneAuthorHasOnlySoManyLogs() {
        for (int log = 0; log < Logs.MAX_LOGS_OF_ONE + 5; log++) {
            alice.overhear(bobs(1, "hi").inLog(log));
        }
        assertThat(alice.chat.tally().leftOut()).isEqualTo(5);
        assertThat(alice.world.store().load(RoomLog.TABLE)).isEmpty();
        alice.world.store().commit();
        assertThat(alice.world.store().load(RoomLog.TABLE)).hasSize(Logs.MAX_LOGS_OF_ONE);
    }

    /** Strangers cost an attacker a key each. */
    @Test
    void whatStrangersSayMakesNoContactForgotten() {
        ChatConfig small = limited(new ChatConfig.RoomLimits(64, 3, 4));
        ChatSide side = new ChatSide(small);
        side.hear(side.link("bob"), Made.by("bob", 1, "hi alice"));
        side.overhearKept(bobs(1, "hi all"));
        for (int i = 0; i < 50; i++) {
            side.overhearKept(Made.by("stranger" + i, 1, "buy this").inRoom("everyone"));
        }
        side.overhearKept(bobs(1, "hi all"));
        side.overhearKept(Made.by("stranger49", 1, "buy this").inRoom("everyone"));
        assertThat(side.chat.tally().repeated()).isEqualTo(2);
        assertThat(side.world.store().load(RoomLog.TABLE)).hasSize(3);
        assertThat(side.world.store().load(RoomEntry.TABLE)).hasSize(4);
        ChatSide next = side.restarted(small);
        next.overhearKept(bobs(1, "hi all"));
        next.overhearKept(Made.by("stranger50", 1, "and that").inRoom("everyone"));
        assertThat(next.shown()).containsExactly("everyone: and that");
        assertThat(next.world.store().load(RoomLog.TABLE)).hasSize(3);
    }

    @Test
    void textsAreOfAtMostSixteenKibibytes() {
        assertThat(alice.say("everyone", "x".repeat(16_385)).complaint())
                .startsWith("a message has at most 16384 bytes of text, this one has 16385");
        alice.say("everyone", "x".repeat(16_384));
        alice.world.store().commit();
        assertThat(alice.broadcast).hasSize(1);
        assertThat(alice.say("everyone", "").complaint()).isEqualTo("there is no text to say");
    }

    private static ChatConfig limited(ChatConfig.RoomLimits rooms) {
        ChatConfig usual = ChatConfig.DEFAULT;
        return new ChatConfig(
                usual.maxTextBytes(),
                usual.maxKept(),
                usual.window(),
                usual.windowBytes(),
                usual.maxLogs(),
                usual.resendAfter(),
                rooms);
    }

    private static Made bobs(long number, String text) {
        return Made.by("bob", number, text).inRoom("everyone");
    }
}
