package io.eddy.sync;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.sync.SyncSide.ROOM;
import static io.eddy.sync.SyncSide.pair;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader.Content;
import io.eddy.entry.MessageId;
import io.eddy.node.RecordingLink;
import io.eddy.sync.SyncEvent.Carried;
import io.eddy.sync.SyncEvent.Delivered;
import io.eddy.sync.SyncMessage.Frontier;
import io.eddy.sync.SyncMessage.Given;
import io.eddy.sync.SyncMessage.Have;
import io.eddy.sync.SyncMessage.Head;
import io.eddy.sync.SyncMessage.Mark;
import io.eddy.sync.SyncMessage.Marks;
import io.eddy.sync.SyncMessage.Open;
import io.eddy.sync.SyncMessage.Pushed;
import io.eddy.sync.SyncMessage.Reason;
import io.eddy.sync.SyncMessage.Refusal;
import io.eddy.sync.SyncMessage.Stretch;
import io.eddy.sync.SyncMessage.Want;
import io.eddy.sync.SyncTimer.AnswerOverdue;
import io.eddy.sync.SyncTimer.NewsDue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The logs turn by turn, as alice sees them. */
final class SyncTest {
    private final SyncSide alice = new SyncSide();
    private final Written bobs = new Written("bob", ROOM, 7);

    @Test
    void anEntryIsDurableBeforeAnybodyHearsOfIt() {
        RecordingLink bob = alice.with("bob").link("bob", pair("bob"));
        bob.takeSaid();
        alice.append(pair("bob"), "hello");
        assertThat(alice.kept).hasSize(1);
        assertThat(alice.replies).isEmpty();
        assertThat(bob.said()).isEmpty();
        alice.settle();
        assertThat(alice.said(0).text()).isEqualTo("hello");
        assertThat(bob.takeSaid()).containsExactly(new Pushed(pair("bob"), Run.of(alice.said(0))));
        alice.world.fire(new NewsDue(false));
        assertThat(bob.said(Have.class)).hasSize(1);
    }

    /** Messages are known by author, log and number: what was read would be written over. */
    @Test
    void aLogThatItsAuthorBeginsInAnotherConversationTooIsNotTakenThere() {
        RecordingLink bob =
                alice.inRoom().with("bob").link("bob", ROOM, bobs.sayMany(2).head());
        alice.give(bob, ROOM, bobs.run());
        alice.settle();
        alice.hear(bob, new Frontier(pair("bob"), List.of(), false));
        Run usurping =
                new Written("bob", pair("bob"), 7).say("never said before").run();
        alice.hear(bob, new Pushed(pair("bob"), usurping));
        alice.settle();
        assertThat(alice.takenTexts()).hasSize(2).doesNotContain("never said before");
        assertThat(alice.sync.tally().leftOut()).isEqualTo(1);
        Run other = new Written("bob", pair("bob"), 8)
                .say("said in a log of its own")
                .run();
        alice.hear(bob, new Pushed(pair("bob"), other));
        alice.settle();
        assertThat(alice.takenTexts()).hasSize(3).contains("said in a log of its own");
    }

    @Test
    void whatAPeerHasMoreIsAskedForTakenInOneTurnAndAcknowledgedWhenItIsDurable() {
        bobs.sayMany(200);
        RecordingLink bob = alice.inRoom().link("bob", ROOM, bobs.head());
        assertThat(bob.said(Want.class)).containsExactly(new Want(1, ROOM, List.of(new Stretch(bobs.id(), 1, 200))));
        alice.give(bob, ROOM, bobs.run());
        assertThat(alice.kept).hasSize(200);
        assertThat(alice.events).isEmpty();
        assertThat(alice.world.isArmed(new NewsDue(true))).isFalse();
        assertThat(alice.world.verified()).as("signatures").isEqualTo(1);
        alice.settle();
        assertThat(alice.takenTexts()).hasSize(200).startsWith("bob says 1", "bob says 2");
        alice.world.fire(new NewsDue(true));
        assertThat(bob.said(Have.class)).containsExactly(new Have(ROOM, List.of(bobs.head())));
    }

    @Test
    void itIsKnownWhatIsKept() {
        bobs.sayMany(4);
        alice.give(alice.inRoom().link("bob", ROOM, bobs.head(3)), ROOM, bobs.run(1, 3));
        assertThat(alice.sync.isKept(bobs.entry(3))).isTrue();
        assertThat(alice.sync.isKept(bobs.entry(4))).isFalse();
        assertThat(alice.sync.isKept(new Written("carol", ROOM, 9).say("hi").entry(1)))
                .isFalse();
    }

    @Test
    void whatIsTakenIsTakenOnceAcrossARestart() {
        bobs.sayMany(3);
        alice.give(alice.inRoom().link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        alice.settle();
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        RecordingLink bob = again.link("bob", ROOM, bobs.head());
        assertThat(bob.said(Want.class)).isEmpty();
        again.hear(bob, new Pushed(ROOM, bobs.run()));
        again.settle();
        assertThat(again.kept).isEmpty();
        assertThat(again.sync.frontier(ROOM)).containsExactly(bobs.head());
        assertThat(again.world.store().load(Shown.TABLE)).hasSize(3);
    }

    @Test
    void whatACrashLosesIsAskedForAgain() {
        bobs.sayMany(3);
        alice.give(alice.inRoom().link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).inRoom();
        assertThat(again.world.store().load(Shown.TABLE)).isEmpty();
        again.give(again.link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        again.settle();
        assertThat(again.takenTexts()).hasSize(3);
    }

    @Test
    void nobodyLearnsOfAConversationThatItDoesNotFollow() {
        alice.inRoom().with("carol");
        RecordingLink bob = alice.world.accept(idOf("bob"));
        io.eddy.link.Greeting.of("bob").on(bob, alice.world, alice.node, idOf("bob"));
        alice.hear(bob, new Open(5));
        assertThat(bob.said(Marks.class))
                .singleElement()
                .satisfies(marks -> assertThat(marks.marks()).hasSize(1)); // Of the room alone.
        alice.hear(bob, new Marks(List.of(new Mark(1, 2))));
        assertThat(bob.said(Frontier.class)).isEmpty();
        alice.hear(bob, new Frontier(pair("carol"), List.of(), false));
        assertThat(bob.said(Frontier.class)).isEmpty();
        Mark same = bob.said(Marks.class).get(0).marks().get(0);
        alice.hear(bob, new Marks(List.of(new Mark(same.mark(), 0))));
        assertThat(bob.said(Frontier.class)).containsExactly(new Frontier(ROOM, List.of(), false));
    }

    @Test
    void nothingIsSaidToWhomHasTheSame() {
        RecordingLink bob = alice.inRoom().link("bob");
        alice.hear(bob, bob.said(Marks.class).get(0));
        assertThat(bob.said(Frontier.class)).isEmpty();
        alice.append(ROOM, "hello");
        alice.settle();
        alice.world.fire(new NewsDue(true));
        assertThat(bob.said(Have.class)).hasSize(1);
    }

    @Test
    void nobodyIsSpokenToWhoDoesNotServeTheChannel() {
        RecordingLink manager = io.eddy.link.Greeting.of("manager")
                .on(alice.inRoom().world.accept(idOf("manager")), alice.world, alice.node, idOf("manager"));
        alice.hear(manager, new Open(1));
        assertThat(manager.said()).isEmpty();
    }

    @Test
    void oneWhoIsAskedAndDoesNotAnswerIsNotWaitedForWhenThereAreOthers() {
        bobs.sayMany(3);
        RecordingLink carol = alice.inRoom().link("carol", ROOM, bobs.head());
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        assertThat(bob.said(Want.class)).isEmpty();
        alice.world.fire(new AnswerOverdue(idOf("carol")));
        assertThat(bob.said(Want.class)).hasSize(1);
        alice.give(bob, ROOM, bobs.run());
        alice.give(carol, ROOM, bobs.run());
        alice.settle();
        assertThat(alice.takenTexts()).hasSize(3);
        assertThat(carol.closing()).isNull();
    }

    /** What one is asked for nobody else is; so whoever has more of it must be asked when the answer is here. */
    @Test
    void oneWhoHasMoreThanWasGivenIsAskedForTheRest() {
        bobs.sayMany(3);
        RecordingLink carol = alice.inRoom().link("carol", ROOM, bobs.head(2));
        RecordingLink bob = alice.link("bob", ROOM, bobs.head());
        assertThat(bob.said(Want.class)).isEmpty();
        alice.give(carol, ROOM, bobs.run(1, 2));
        assertThat(bob.said(Want.class))
                .singleElement()
                .satisfies(want -> assertThat(want.stretches()).containsExactly(new Stretch(bobs.id(), 3, 3)));
    }

    @Test
    void whoDoesNotAnswerInTimeIsGivenTwiceTheTimeUntilItDoesOrComesAnew() {
        Duration usual = SyncConfig.DEFAULT.pace().answering();
        AnswerOverdue overdue = new AnswerOverdue(idOf("bob"));
        bobs.sayMany(600);
        RecordingLink bob = alice.inRoom().link("bob", ROOM, bobs.head());
        assertThat(alice.world.timeUntil(overdue)).isEqualTo(usual);
        alice.world.fire(overdue);
        assertThat(alice.world.timeUntil(overdue)).isEqualTo(usual.multipliedBy(2));
        alice.world.fire(overdue);
        assertThat(alice.world.timeUntil(overdue)).isEqualTo(usual.multipliedBy(4));
        assertThat(bob.said(Want.class)).hasSize(3);
        alice.give(bob, ROOM, bobs.run(345, 600));
        assertThat(alice.world.timeUntil(overdue)).isEqualTo(usual);
        alice.world.fire(overdue);
        alice.drop(bob);
        alice.link("bob", ROOM, bobs.head());
        assertThat(alice.world.timeUntil(overdue)).isEqualTo(usual);
    }

    @Test
    void whatIsOnlyALittleBehindIsAskedForFirst() {
        Written far = new Written("carol", ROOM, 1).sayMany(300);
        bobs.sayMany(2);
        RecordingLink bob = alice.inRoom().link("bob", ROOM, far.head(), bobs.head());
        assertThat(bob.said(Want.class).get(0).stretches())
                .containsExactly(new Stretch(bobs.id(), 1, 2), new Stretch(far.id(), 45, 300));
        alice.give(bob, ROOM, bobs.run(), far.run(45, 100));
        assertThat(bob.said(Want.class).get(1).stretches()).containsExactly(new Stretch(far.id(), 101, 300));
    }

    @Test
    void whatIsAskedForIsGivenUpToTheNextThatIsSigned() {
        bobs.sayMany(10);
        alice.give(alice.inRoom().link("bob", ROOM, bobs.head()), ROOM, bobs.run());
        alice.settle();
        RecordingLink carol = alice.link("carol", ROOM);
        LogId unknown = new LogId(idOf("erin"), 3);
        alice.hear(carol, new Want(1, ROOM, List.of(new Stretch(bobs.id(), 3, 5), new Stretch(unknown, 1, 1))));
        alice.settle();
        assertThat(carol.said(Given.class))
                .containsExactly(
                        new Given(1, ROOM, List.of(bobs.run(3, 10)), List.of(new Refusal(unknown, Reason.UNKNOWN))));
    }

    @Test
    void anAnswerWaitsForRoomOnTheLink() {
        alice.inRoom().append(ROOM, "hello");
        alice.settle();
        Head head = alice.sync.frontier(ROOM).get(0);
        RecordingLink bob = alice.link("bob", ROOM);
        bob.setQueuedBytes(io.eddy.node.Link.Lane.BULK, 1 << 20);
        alice.hear(bob, new Want(1, ROOM, List.of(new Stretch(head.id(), 1, 1))));
        alice.settle();
        assertThat(bob.said(Given.class)).isEmpty();
        bob.setQueuedBytes(io.eddy.node.Link.Lane.BULK, 0);
        alice.elapse(Duration.ofSeconds(1), bob);
        assertThat(bob.said(Given.class)).hasSize(1);
    }

    @Test
    void aBroadcastEntryIsTakenAndNotAskedForAgain() {
        bobs.sayMany(2);
        RecordingLink carol = alice.inRoom().link("carol", ROOM);
        alice.sync.onEntry(bobs.entry(2));
        alice.sync.onEntry(bobs.entry(1));
        alice.sync.onEntry(bobs.entry(2));
        alice.settle();
        assertThat(alice.takenTexts()).as("as they came").containsExactly("bob says 2", "bob says 1");
        alice.hear(carol, new Have(ROOM, List.of(bobs.head())));
        assertThat(carol.said(Want.class))
                .as("only for what is before the first that came")
                .containsExactly(new Want(1, ROOM, List.of(new Stretch(bobs.id(), 1, 0))));
    }

    @Test
    void whatOthersHaveOfOursIsTold() {
        alice.inRoom().append(ROOM, "one");
        alice.append(ROOM, "two");
        alice.settle();
        Head head = alice.sync.frontier(ROOM).get(0);
        alice.link("bob", ROOM, head);
        MessageId second = alice.said(1).id();
        assertThat(alice.events).containsExactly(new Carried(second, idOf("bob")));
        assertThat(alice.sync.carriers(ROOM, head.id().log(), 2)).containsExactly(idOf("bob"));
    }

    @Test
    void aReceiptIsWrittenAfterAWhileAndNoneForAReceipt() {
        Written toAlice = new Written("bob", pair("bob"), 7).say("one", "two");
        RecordingLink bob = alice.with("bob").link("bob", pair("bob"), toAlice.head());
        alice.give(bob, pair("bob"), toAlice.run());
        alice.elapse(Duration.ofSeconds(6), bob);
        List<Pushed> pushed = bob.said(Pushed.class);
        assertThat(pushed).hasSize(1);
        Item receipt = pushed.get(0).run().items().get(0);
        assertThat(receipt.type()).isEqualTo(Content.RECEIPT);
        assertThat(Receipts.BODY.fromBytes(receipt.body().array())).containsExactly(new Receipts.Received(7, 2));
        toAlice.receipt(pushed.get(0).run().start().log(), 1);
        alice.hear(bob, new Pushed(pair("bob"), toAlice.run(3, 3)));
        alice.elapse(Duration.ofSeconds(20), bob);
        assertThat(bob.said(Pushed.class)).hasSize(1);
    }

    @Test
    void manyEntriesAreReceiptedAtOnce() {
        Written toAlice = new Written("bob", pair("bob"), 7).sayMany(64);
        RecordingLink bob = alice.with("bob").link("bob", pair("bob"), toAlice.head());
        alice.give(bob, pair("bob"), toAlice.run());
        alice.settle();
        assertThat(bob.said(Pushed.class)).hasSize(1);
    }

    @Test
    void aReceiptThatACrashPreventedIsWrittenAfterwards() {
        Written toAlice = new Written("bob", pair("bob"), 7).say("one");
        alice.give(alice.with("bob").link("bob", pair("bob"), toAlice.head()), pair("bob"), toAlice.run());
        alice.settle();
        SyncSide again = alice.restarted(SyncConfig.DEFAULT).with("bob");
        RecordingLink bob = again.link("bob", pair("bob"), toAlice.head());
        again.elapse(Duration.ofSeconds(6), bob);
        assertThat(bob.said(Pushed.class)).hasSize(1);
    }

    @Test
    void aReceiptThatAnybodyBringsSaysThatItIsDelivered() {
        alice.with("bob").append(pair("bob"), "hello");
        alice.settle();
        Entry hello = alice.said(0);
        long log = hello.id().log();
        Written receipts = new Written("bob", pair("bob"), 9).receipt(log, 1);
        RecordingLink carol = alice.link("carol", pair("bob"), receipts.head());
        alice.give(carol, pair("bob"), receipts.run());
        alice.settle();
        assertThat(alice.events(Delivered.class)).containsExactly(new Delivered(hello.id(), idOf("bob")));
        assertThat(alice.sync.reached(pair("bob"), log)).hasValue(1);
    }

    @Test
    void anAnswerStandsBehindWhatItAnswersWhateverTheClockSays() {
        Written fast = bobs.at(
                        io.eddy.entry.SampleEntries.NOON + Duration.ofHours(5).toMillis())
                .say("early");
        alice.give(alice.inRoom().link("bob", ROOM, fast.head()), ROOM, fast.run());
        Draft answer = new Draft(Content.TEXT, io.eddy.wire.Bytes.EMPTY, List.of(Draft.Cause.of(fast.entry(1))));
        alice.sync.append(ROOM, answer, io.eddy.node.Reply.ignored());
        alice.append(ROOM, "no answer");
        alice.settle();
        long ahead = fast.entry(1).header().hlc();
        assertThat(alice.world.store().load(KeptEntry.TABLE).stream()
                        .filter(kept -> kept.place().author().equals(alice.world.key()))
                        .map(kept -> kept.item().hlc() > ahead))
                .as("the answer, but not what is said after it, in another log")
                .containsExactlyInAnyOrder(true, false);
    }
}
