package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatEvent.ContactMade;
import io.eddy.chat.ChatEvent.Sent;
import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.HybridClock;
import io.eddy.entry.Made;
import io.eddy.entry.MessageId;
import io.eddy.node.Answer;
import io.eddy.sync.SyncConfig;
import io.eddy.sync.SyncFrames;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms that alice is in: what she says there, and what others do. */
final class ChatRoomsTest {
    private static final Bytes EVERYONE = Group.ofRoom(RoomName.EVERYONE);
    private static final Bytes CHESS = Group.ofRoom("chess");

    private final ChatSide alice = new ChatSide();
    private final Spoken bobs = Spoken.in(RoomName.EVERYONE, "bob");

    @Test
    void everybodyIsInOneRoomFromTheBeginning() {
        assertThat(alice.chat.rooms()).containsExactly("everyone");
        assertThat(alice.leave("everyone").complaint())
                .isEqualTo("everybody is in the room everyone; it cannot be left");
        assertThat(alice.join("Everyone").result()).isEqualTo("everyone");
        assertThat(alice.chat.rooms()).containsExactly("everyone");
    }

    @Test
    void whatAliceSaysIsBroadcastAndToldOnceItIsDurable() {
        SyncFrames bob = alice.link("bob").follow(EVERYONE);
        Answer<MessageId> answer = alice.say("everyone", "hi all");
        alice.world.elapse(Duration.ofSeconds(2));
        answer.assertOpen();
        assertThat(alice.broadcast).isEmpty();
        assertThat(bob.told()).isEmpty();
        alice.settle();
        Entry said = alice.broadcast.get(0);
        assertThat(answer.result()).isEqualTo(said.id());
        assertThat(said.text()).isEqualTo("hi all");
        assertThat(said.header().place().group()).isEqualTo(EVERYONE);
        assertThat(alice.broadcast).hasSize(1);
        assertThat(alice.events).isEmpty();
        alice.elapse(Duration.ofSeconds(2), bob);
        assertThat(bob.told()).containsExactly(said.id());
        assertThat(bob.fetch()).containsExactly(said);
        assertThat(alice.written).containsExactly("said everyone, alice: hi all");
    }

    @Test
    void whatOneOtherHasIsSentAndNotToldAgain() {
        SyncFrames bob = alice.link("bob").follow(EVERYONE);
        SyncFrames carol = alice.link("carol").follow(EVERYONE);
        MessageId message = alice.sayKept("everyone", "hi");
        assertThat(alice.chat.pending(message))
                .hasValueSatisfying(pending -> assertThat(pending.carriers()).isEmpty());
        alice.elapse(Duration.ofSeconds(2), bob, carol);
        bob.acknowledge(message);
        carol.acknowledge(message);
        bob.acknowledge(message);
        assertThat(alice.events(Sent.class)).containsExactly(new Sent(message, idOf("bob")));
        assertThat(alice.chat.pending(message)).isEmpty();
        assertThat(alice.written).containsExactly("said everyone, alice: hi", "sent everyone, alice: hi");
        alice.settle();
        ChatSide next = alice.restarted();
        next.link("carol").follow(EVERYONE).acknowledge(message);
        assertThat(next.events(Sent.class)).isEmpty();
    }

    @Test
    void whatNobodyHasYetOutlivesARestart() {
        MessageId message = alice.sayKept("everyone", "hi");
        ChatSide next = alice.restarted();
        assertThat(next.chat.pending(message)).isPresent();
        SyncFrames bob = next.link("bob").follow(EVERYONE);
        bob.acknowledge(message);
        assertThat(next.events(Sent.class)).containsExactly(new Sent(message, idOf("bob")));
    }

    @Test
    void ofOneRoomOnlySoManyAreWatched() {
        ChatSide small = new ChatSide(new ChatConfig(100, 3, 10, 10, 10, SyncConfig.DEFAULT));
        List<MessageId> said = List.of(
                small.sayKept("everyone", "one"),
                small.sayKept("everyone", "two"),
                small.sayKept("everyone", "three"),
                small.sayKept("everyone", "four"));
        assertThat(said).filteredOn(id -> small.chat.pending(id).isPresent()).isEqualTo(said.subList(1, 4));
        assertThat(small.broadcast).as("all are said").hasSize(4);
    }

    @Test
    void eachStartSpeaksInALogOfItsOwn() {
        MessageId one = alice.sayKept("everyone", "one");
        MessageId two = alice.sayKept("everyone", "two");
        MessageId three = alice.restarted().sayKept("everyone", "three");
        assertThat(two).isEqualTo(new MessageId(one.author(), one.log(), 2));
        assertThat(three.log()).isNotEqualTo(one.log());
        assertThat(three.number()).isEqualTo(1);
    }

    @Test
    void oneSpeaksOnlyInRoomsThatOneIsIn() {
        assertThat(alice.say("chess", "e4").complaint())
                .isEqualTo("you are not in a room chess; see /rooms, or /join chess");
        alice.join("Chess");
        assertThat(alice.chat.rooms()).containsExactly("everyone", "Chess");
        alice.sayKept("chess", "e4");
        assertThat(alice.broadcast.get(0).header().place().group()).isEqualTo(CHESS);
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
        assertThat(alice.chat.rooms()).containsExactly("everyone");
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
        alice.settle();
        assertThat(joined.result()).isEqualTo("Chess");
        alice.join("go");
        alice.settle();
        alice.leave("go");
        alice.settle();
        alice.join("never-kept");
        ChatSide next = alice.restarted();
        assertThat(next.chat.rooms()).containsExactly("everyone", "Chess");
        next.overhearKept(Spoken.in("chess", "bob").say("e4"));
        next.overhearKept(Spoken.in("go", "bob").say("D4"));
        assertThat(next.shown()).containsExactly("Chess, bob: e4");
    }

    @Test
    void whenNothingCanBeWrittenNothingIsSaidAndNoRoomIsJoined() {
        alice.world.store().setAccepting(false);
        assertThat(alice.say("everyone", "hi").complaint()).startsWith("nothing can be written to the disk at present");
        assertThat(alice.join("chess").complaint()).startsWith("nothing can be written to the disk");
        assertThat(alice.chat.rooms()).containsExactly("everyone");
        assertThat(alice.written).isEmpty();
    }

    @Test
    void textsAreOfAtMostSixteenKibibytes() {
        assertThat(alice.say("everyone", "x".repeat(16_385)).complaint())
                .startsWith("a message has at most 16384 bytes of text, this one has 16385");
        assertThat(alice.say("everyone", "").complaint()).isEqualTo("there is no text to say");
        alice.sayKept("everyone", "x".repeat(16_384));
        assertThat(alice.broadcast).hasSize(1);
    }

    @Test
    void whatOthersSayIsShownOnceItIsDurableWithTheRoomsName() {
        alice.overhear(bobs.say("hi all"));
        assertThat(alice.shown()).isEmpty();
        alice.settle();
        assertThat(alice.shown()).containsExactly("everyone, bob: hi all");
        assertThat(alice.written).containsExactly("said everyone, bob: hi all");
        assertThat(alice.events(ContactMade.class)).isEmpty();
    }

    @Test
    void itIsShownOnceHoweverItComes() {
        Entry one = bobs.say("one");
        Entry two = bobs.say("two");
        Entry three = bobs.say("three");
        SyncFrames bob = alice.link("bob").follow(EVERYONE);
        alice.overhear(one);
        alice.overhear(one);
        alice.settle();
        bob.push(one, two);
        alice.overhear(two);
        alice.settle();
        bob.tell(three);
        bob.give(three);
        alice.settle();
        alice.overhearKept(three);
        bob.push(three);
        assertThat(alice.settle().shown())
                .containsExactly("everyone, bob: one", "everyone, bob: two", "everyone, bob: three");
        ChatSide next = alice.restarted();
        next.world.pass(Duration.ofHours(5));
        SyncFrames again = next.link("bob").follow(EVERYONE);
        again.push(one, two, three);
        next.overhearKept(one);
        next.overhearKept(bobs.say("four"));
        assertThat(next.shown()).containsExactly("everyone, bob: four");
        assertThat(next.written).containsExactly("said everyone, bob: four");
        assertThat(again.asked()).isZero();
    }

    @Test
    void whatWasNotDurableIsShownWhenItComesAgain() {
        Entry hi = bobs.say("hi");
        alice.overhear(hi);
        ChatSide next = alice.restarted();
        next.overhearKept(hi);
        assertThat(next.shown()).containsExactly("everyone, bob: hi");
    }

    @Test
    void whatComesOutOfOrderIsShownInOrder() {
        Entry one = bobs.say("one");
        Entry two = bobs.say("two");
        Entry three = bobs.say("three");
        alice.overhearKept(one);
        alice.overhearKept(three);
        assertThat(alice.shown()).containsExactly("everyone, bob: one");
        alice.overhearKept(two);
        assertThat(alice.shown()).containsExactly("everyone, bob: one", "everyone, bob: two", "everyone, bob: three");
    }

    @Test
    void whatWasSaidBeforeAliceJoinedIsWrittenDownAndNotShown() {
        Spoken carols = Spoken.in("chess", "carol").at(Made.NOON - 60_000);
        Entry before = carols.say("e4");
        Entry after = carols.at(Made.NOON + 60_000).say("d5");
        alice.join("chess");
        alice.settle();
        SyncFrames bob = alice.link("bob").follow(CHESS);
        bob.tell(before, after);
        bob.give(before, after);
        assertThat(alice.settle().shown()).containsExactly("chess, carol: d5");
        assertThat(alice.written).containsExactly("said chess, carol: e4", "said chess, carol: d5");
    }

    @Test
    void whatIsSaidNowIsShownThoughTheClockOfItsAuthorIsAnHourBehind() {
        Spoken late = bobs.at(Made.NOON - 3_600_000);
        alice.overhearKept(late.say("by gossip"));
        SyncFrames bob = alice.link("bob").follow(EVERYONE);
        bob.push(late.say("by his link"));
        alice.settle();
        alice.overhearKept(
                Spoken.in("everyone", "carol").at(Made.NOON + 3_600_000).say("an hour ahead"));
        assertThat(alice.shown())
                .containsExactly(
                        "everyone, bob: by gossip", "everyone, bob: by his link", "everyone, carol: an hour ahead");
    }

    @Test
    void anAnswerStandsBehindItsQuestionThoughTheClockOfItsAuthorIsTwoHoursAhead() {
        Entry question = bobs.at(Made.NOON + 2 * 3_600_000).say("where?");
        alice.overhearKept(question);
        alice.say("everyone", "here");
        alice.settle();
        assertThat(alice.broadcast.get(0).header().hlc())
                .isGreaterThan(question.header().hlc());
    }

    @Test
    void aClockThatIsADayAheadIsNotFollowedByAnswers() {
        alice.overhearKept(bobs.at(Made.NOON + 24 * 3_600_000).say("tomorrow"));
        alice.say("everyone", "today");
        alice.settle();
        assertThat(HybridClock.millis(alice.broadcast.get(0).header().hlc())).isLessThan(Made.NOON + 60_000);
    }

    @Test
    void inARoomThatAliceIsNotInNothingIsKept() {
        Spoken chess = Spoken.in("chess", "bob");
        Entry one = chess.say("e4");
        alice.overhear(one);
        assertThat(alice.written).isEmpty();
        alice.join("chess");
        alice.overhearKept(one);
        Entry two = chess.say("d4");
        alice.overhearKept(two);
        alice.leave("chess");
        Entry three = chess.say("c4");
        alice.overhearKept(three);
        assertThat(alice.shown()).containsExactly("chess, bob: e4", "chess, bob: d4");
        alice.join("chess");
        alice.overhearKept(two);
        alice.overhearKept(three);
        assertThat(alice.shown()).containsExactly("chess, bob: e4", "chess, bob: d4", "chess, bob: c4");
    }

    @Test
    void whatAliceSaidHerselfIsNotShownWhenItComesBack() {
        alice.sayKept("everyone", "hi");
        ChatSide next = alice.restarted();
        next.overhearKept(alice.broadcast.get(0));
        assertThat(next.shown()).isEmpty();
        assertThat(next.written).isEmpty();
    }

    @Test
    void whatAliceLostAndOthersHaveIsWrittenDownAgainAndNotShown() {
        alice.sayKept("everyone", "hi");
        ChatSide emptied = new ChatSide();
        emptied.overhearKept(alice.broadcast.get(0));
        assertThat(emptied.shown()).isEmpty();
        assertThat(emptied.written).containsExactly("said everyone, alice: hi", "sent everyone, alice: hi");
    }

    @Test
    void whatAliceLostAndOthersHaveWaitsForNobody() {
        MessageId lost = alice.sayKept("everyone", "hi");
        ChatSide emptied = new ChatSide(new ChatConfig(100, 3, 10, 10, 10, SyncConfig.DEFAULT));
        for (int i = 0; i < 5; i++) {
            alice.sayKept("everyone", "more");
        }
        alice.broadcast.forEach(emptied::overhearKept);
        assertThat(emptied.chat.pending(lost)).isEmpty();
        assertThat(emptied.restarted().chat.pending(lost)).isEmpty();
        assertThat(emptied.written).filteredOn(line -> line.startsWith("said")).hasSize(6);
        assertThat(emptied.written).filteredOn(line -> line.startsWith("sent")).hasSize(6);
        assertThat(emptied.events(Sent.class)).isEmpty();
    }

    @Test
    void whenNothingCanBeWrittenWhatOthersSayIsLeftOutUntilItComesAgain() {
        Entry hi = bobs.say("hi");
        alice.world.store().setAccepting(false);
        alice.overhear(hi);
        assertThat(alice.world.store().isDirty()).isFalse();
        alice.world.store().setAccepting(true);
        alice.overhearKept(hi);
        assertThat(alice.shown()).containsExactly("everyone, bob: hi");
    }

    @Test
    void nobodyPassesOnWhatBlockedPeersSay() {
        alice.blocked.add(idOf("bob"));
        Entry hi = bobs.say("hi");
        alice.overhearKept(hi);
        SyncFrames carol = alice.link("carol").follow(EVERYONE);
        carol.push(hi);
        carol.push(Spoken.in("everyone", "carol").say("hi from me"));
        alice.elapse(Duration.ofSeconds(2), carol);
        SyncFrames dora = alice.link("dora").follow(EVERYONE);
        assertThat(alice.shown()).containsExactly("everyone, carol: hi from me");
        assertThat(dora.told()).extracting(MessageId::author).containsExactly(idOf("carol"));
    }
}
