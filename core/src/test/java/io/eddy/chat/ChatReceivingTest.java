package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatEvent.Carries;
import io.eddy.chat.ChatEvent.ContactMade;
import io.eddy.chat.ChatEvent.Forked;
import io.eddy.chat.ChatEvent.Received;
import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.Closing.Code;
import io.eddy.sync.SyncConfig;
import io.eddy.sync.SyncFrames;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others write to alice: opened, kept, acknowledged, shown once; and what she carries for them. */
final class ChatReceivingTest {
    private static final Duration A_WHILE = Duration.ofSeconds(6);

    private final ChatSide alice = new ChatSide();
    private final SyncFrames bob = alice.link("bob");
    private final Spoken bobs = Spoken.to("alice", "bob");

    /** How far bob was told that alice has his log. */
    private static List<Long> acknowledged(SyncFrames to) {
        return to.told().stream()
                .filter(id -> id.author().equals(idOf("bob")))
                .map(MessageId::number)
                .toList();
    }

    @Test
    void aStrangersFirstMessageIsShownAndAcknowledgedOnceItIsDurable() {
        bob.push(bobs.say("hi"));
        alice.world.elapse(Duration.ofSeconds(1));
        assertThat(alice.shown()).isEmpty();
        assertThat(acknowledged(bob)).isEmpty();
        alice.settle();
        alice.elapse(A_WHILE, bob);
        assertThat(alice.shown()).containsExactly("bob: hi");
        assertThat(acknowledged(bob)).containsExactly(1L);
        assertThat(alice.events(ContactMade.class)).containsExactly(new ContactMade(idOf("bob")));
        assertThat(alice.written).containsExactly("said with bob, bob: hi");
        assertThat(alice.chat.tally().unreadable()).isZero();
    }

    @Test
    void aStrangersFirstMessageComesByACarrierToo() {
        SyncFrames carol = alice.link("carol");
        Entry hi = bobs.say("hi");
        Entry there = bobs.say("there");
        carol.tell(hi, there);
        carol.give(hi, there);
        assertThat(alice.settle().shown()).containsExactly("bob: hi", "bob: there");
        assertThat(alice.events(ContactMade.class)).containsExactly(new ContactMade(idOf("bob")));
        bob.push(hi, there);
        assertThat(alice.settle().shown()).hasSize(2);
    }

    @Test
    void whatComesAgainIsNotShownAgainAlsoAfterARestart() {
        Entry hi = bobs.say("hi");
        bob.push(hi);
        bob.push(hi);
        alice.settle();
        bob.push(hi);
        alice.settle();
        assertThat(alice.shown()).containsExactly("bob: hi");
        ChatSide next = alice.restarted();
        SyncFrames again = next.link("bob");
        again.push(hi, bobs.say("there"));
        next.settle();
        assertThat(next.shown()).containsExactly("bob: there");
        assertThat(next.events(ContactMade.class)).isEmpty();
    }

    @Test
    void whatWasNotDurableComesAgainAfterARestartAndIsShown() {
        Entry hi = bobs.say("hi");
        bob.push(hi);
        ChatSide next = alice.restarted();
        next.link("bob").push(hi);
        assertThat(next.settle().shown()).containsExactly("bob: hi");
        assertThat(next.events(ContactMade.class)).hasSize(1);
    }

    @Test
    void theRecipientWritesReceiptsThatComeByAnybody() {
        alice.knowing("bob");
        bob.push(bobs.say("hi"));
        alice.settle();
        alice.elapse(A_WHILE, bob);
        assertThat(bob.fetch())
                .filteredOn(entry -> entry.id().author().equals(idOf("alice")))
                .as("a receipt")
                .hasSize(1);
        assertThat(alice.written).as("is nothing that is said").containsExactly("said with bob, bob: hi");
    }

    @Test
    void whatIsSealedToAnotherIsCountedAndNotShown() {
        bob.push(
                bobs.sealedTo("carol").say("for carol's eyes"),
                bobs.sealedTo("alice").say("for yours"));
        assertThat(alice.settle().shown()).containsExactly("bob: for yours");
        assertThat(alice.chat.tally().unreadable()).isEqualTo(1);
        alice.elapse(A_WHILE, bob);
        assertThat(acknowledged(bob)).contains(2L);
    }

    @Test
    void anEntryOfALaterKindIsKeptAndNotShown() {
        bob.push(bobs.write(99, Spoken.utf8("a picture")), bobs.say("hi"));
        assertThat(alice.settle().shown()).containsExactly("bob: hi");
        assertThat(alice.written).containsExactly("said with bob, bob: hi");
        assertThat(alice.chat.tally().unreadable()).isZero();
    }

    @Test
    void anyTextIsShownAsItCame() {
        String text = "\u001b[31mred\u0000\u202e\r\n";
        bob.push(bobs.say(text));
        alice.settle();
        assertThat(alice.events(Received.class))
                .singleElement()
                .satisfies(received -> assertThat(received.said().text()).isEqualTo(text));
    }

    @Test
    void aMessageForAnotherIsNotTaken() {
        bob.push(Spoken.to("carol", "bob").say("for carol"));
        alice.settle();
        assertThat(alice.events).isEmpty();
        assertThat(alice.link("carol").told()).isEmpty();
    }

    @Test
    void aDirectMessageIsNotTakenFromTheBroadcastOfAStranger() {
        alice.overhear(bobs.say("hi"));
        assertThat(alice.events).isEmpty();
        assertThat(alice.written).isEmpty();
    }

    @Test
    void whoSaysWhatAnotherDidNotSignIsSentAway() {
        Entry hi = bobs.say("hi");
        Entry forged = new Entry(hi.header(), Entry.UNSIGNED, hi.body());
        SyncFrames mallory = alice.link("mallory");
        mallory.push(forged);
        assertThat(mallory.link().closing())
                .isNotNull()
                .satisfies(why -> assertThat(why.code()).isEqualTo(Code.VIOLATION));
        alice.settle();
        assertThat(alice.events).isEmpty();
    }

    @Test
    void strangersAreNotTakenNoteOfWithoutEnd() {
        ChatSide small = new ChatSide(new ChatConfig(100, 10, 2, 2, 10, SyncConfig.DEFAULT));
        for (String stranger : List.of("bob", "carol", "dora")) {
            small.link(stranger).push(Spoken.to("alice", stranger).say("hi"));
        }
        small.settle();
        assertThat(small.shown()).containsExactly("bob: hi", "carol: hi");
        assertThat(small.chat.logs().tally().leftOut()).isPositive();
        assertThat(small.restarted().events).isEmpty();
    }

    /** A key costs nothing; who makes many must not keep us from writing to somebody new. */
    @Test
    void strangersLeaveRoomForThoseWhomWeWriteTo() {
        ChatSide small = new ChatSide(new ChatConfig(100, 10, 4, 1, 10, SyncConfig.DEFAULT)).knowing("dora");
        small.link("bob").push(Spoken.to("alice", "bob").say("hi"));
        small.link("carol").push(Spoken.to("alice", "carol").say("hi"));
        small.settle();
        assertThat(small.shown()).containsExactly("bob: hi");
        ChatSide next = small.restarted().knowing("bob", "dora");
        next.sendKept("dora", "hi dora");
        SyncFrames carol = next.link("carol");
        carol.push(Spoken.to("alice", "carol").say("hi"));
        assertThat(next.settle().shown()).as("bob is a stranger").isEmpty();
        next.sendKept("bob", "hi bob");
        carol.push(Spoken.to("alice", "carol").say("hi"));
        assertThat(next.settle().shown()).as("bob is none").containsExactly("carol: hi");
    }

    @Test
    void whomWeWroteToBeforeTheDataWasLostIsNoStranger() {
        ChatSide small = new ChatSide(new ChatConfig(100, 10, 4, 1, 10, SyncConfig.DEFAULT));
        SyncFrames friend = small.link("bob");
        friend.push(Spoken.to("alice", "bob").say("hi"));
        friend.push(Spoken.to("bob", "alice").say("what alice once said"));
        small.settle();
        small.link("carol").push(Spoken.to("alice", "carol").say("hi"));
        assertThat(small.settle().shown()).containsExactly("bob: hi", "carol: hi");
        assertThat(small.chat.carriers()).containsExactly(idOf("bob"));
    }

    @Test
    void alsoAStrangerWhoSaysNothingThatIsShownTakesAPlace() {
        ChatSide small = new ChatSide(new ChatConfig(100, 10, 4, 1, 10, SyncConfig.DEFAULT));
        small.link("bob").push(Spoken.to("alice", "bob").write(99, Spoken.utf8("what is that?")));
        small.settle();
        assertThat(small.events(ContactMade.class)).containsExactly(new ContactMade(idOf("bob")));
        ChatSide next = small.restarted();
        next.link("carol").push(Spoken.to("alice", "carol").say("hi"));
        next.link("bob").push(Spoken.to("alice", "bob").write(99, Spoken.utf8("what is that?")));
        next.settle();
        assertThat(next.events).isEmpty();
    }

    @Test
    void whatABlockedPeerWritesIsLeftOutAndComesWhenItIsNoLongerBlocked() {
        alice.blocked.add(idOf("bob"));
        Entry hi = bobs.say("hi");
        bob.push(hi);
        SyncFrames carol = alice.link("carol");
        carol.push(hi);
        alice.settle();
        assertThat(alice.events).isEmpty();
        assertThat(alice.written).isEmpty();
        alice.blocked.clear();
        bob.push(hi);
        assertThat(alice.settle().shown()).containsExactly("bob: hi");
    }

    @Test
    void whenNothingCanBeWrittenNothingIsShownUntilItCan() {
        Entry hi = bobs.say("hi");
        alice.world.store().setAccepting(false);
        bob.push(hi);
        assertThat(alice.settle().shown()).isEmpty();
        alice.world.store().setAccepting(true);
        bob.push(hi);
        assertThat(alice.settle().shown()).containsExactly("bob: hi");
    }

    @Test
    void whoSignsTwoMessagesAsOneIsToldOfOnce() {
        bob.push(bobs.say("yes"));
        alice.settle();
        Entry other = Spoken.to("alice", "bob").say("no");
        bob.push(other);
        alice.settle();
        bob.push(other);
        alice.settle();
        assertThat(alice.events(Forked.class)).containsExactly(new Forked(idOf("bob"), 0));
        assertThat(alice.shown()).containsExactly("bob: yes");
        bob.push(Spoken.to("alice", "bob").inLog(8).say("in another log"));
        assertThat(alice.settle().shown()).endsWith("bob: in another log");
    }

    @Test
    void whatAliceLostAndBobHasIsNotReadableToHer() {
        alice.knowing("bob");
        alice.sendKept("bob", "hi");
        Entry own = bob.fetch().get(0);
        ChatSide emptied = new ChatSide().knowing("bob");
        SyncFrames again = emptied.link("bob");
        again.push(bobs.say("hi"));
        again.push(own);
        emptied.settle();
        assertThat(emptied.written).containsExactly("said with bob, bob: hi");
        assertThat(emptied.chat.tally().unreadable()).isZero();
        assertThat(emptied.chat.keptFor(idOf("bob"))).isZero();
    }

    @Test
    void contactsAreCarriedForAndNothingOfItIsShown() {
        SyncFrames carol = alice.befriend("carol");
        Entry forDora = carried(carol);
        assertThat(alice.events(Carries.class))
                .as("told, so that she is looked for")
                .containsExactly(new Carries(idOf("dora")));
        SyncFrames dora = alice.link("dora");
        assertThat(dora.told()).containsExactly(forDora.id());
        assertThat(dora.fetch()).containsExactly(forDora);
        assertThat(Spoken.read("dora", forDora)).contains("hi dora");
        assertThat(alice.shown()).containsExactly("carol: hi, I am carol");
        assertThat(alice.written).noneMatch(line -> line.contains("dora"));
        assertThat(alice.chat.tally().unreadable()).isZero();
    }

    @Test
    void strangersAreNotCarriedFor() {
        carried(alice.link("carol"));
        assertThat(alice.events(Carries.class)).isEmpty();
        assertThat(alice.link("dora").told()).isEmpty();
    }

    @Test
    void whoDoesNotCarryCarriesForNobody() {
        SyncFrames carol = alice.befriend("carol");
        alice.carries = false;
        carried(carol);
        assertThat(alice.link("dora").told()).isEmpty();
    }

    @Test
    void nothingIsCarriedAnyMoreToOrForWhomIsBlocked() {
        SyncFrames carol = alice.befriend("carol");
        carried(carol);
        alice.blocked.add(idOf("dora"));
        alice.chat.onBlocked(idOf("dora"));
        alice.settle();
        assertThat(alice.link("dora").told()).isEmpty();
        ChatSide next = alice.restarted();
        assertThat(next.link("dora").told()).isEmpty();
    }

    /** Carol has alice carry something to dora. */
    private Entry carried(SyncFrames carol) {
        Entry entry = Spoken.to("dora", "carol").inLog(8).say("hi dora");
        carol.askToCarry(idOf("dora"), entry.id().log());
        carol.push(entry);
        alice.settle();
        assertThat(entry.header().place().group()).isEqualTo(Group.ofPair(idOf("carol"), idOf("dora")));
        return entry;
    }
}
