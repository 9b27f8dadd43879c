package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatEvent.Delivered;
import io.eddy.chat.ChatEvent.Wanted;
import io.eddy.entry.Entry;
import io.eddy.entry.MessageId;
import io.eddy.node.Answer;
import io.eddy.sync.SyncFrames;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages to bob, of whom alice does not know by what to seal to him. */
final class KeysAwaitedTest {
    private final ChatSide alice = new ChatSide();

    private static List<String> read(SyncFrames bob) {
        return bob.fetch().stream()
                .sorted(Comparator.comparingLong(entry -> entry.header().hlc()))
                .map(entry -> Spoken.read("bob", entry).orElse("unreadable"))
                .toList();
    }

    private static void learnsTheKey(ChatSide side) {
        side.knowing("bob").chat.onKey(idOf("bob"));
    }

    @Test
    void aMessageHasItsIdWhenItIsDurableAndIsToldToNobody() {
        SyncFrames bob = alice.link("bob");
        Answer<MessageId> answer = alice.send("bob", "hi");
        answer.assertOpen();
        alice.settle();
        MessageId message = answer.result();
        assertThat(alice.chat.pending(message))
                .hasValueSatisfying(pending -> assertThat(pending.unsealed()).isTrue());
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(1);
        assertThat(alice.events).contains(new Wanted(idOf("bob"), true));
        assertThat(alice.written).containsExactly("said with bob, alice: hi");
        assertThat(bob.told()).isEmpty();
    }

    @Test
    void whenTheKeyComesAllAreSealedInOrderWithTheirIdsAndWrittenDownOnce() {
        MessageId one = alice.sendKept("bob", "one");
        MessageId two = alice.sendKept("bob", "two");
        SyncFrames bob = alice.link("bob");
        learnsTheKey(alice);
        assertThat(bob.told()).as("nothing is told before it is durable").isEmpty();
        alice.settle();
        List<Entry> fetched = bob.fetch();
        assertThat(fetched).extracting(Entry::id).containsExactly(one, two);
        assertThat(read(bob)).containsExactly("one", "two");
        assertThat(alice.written)
                .containsExactly(
                        "said with bob, alice: one",
                        "said with bob, alice: two",
                        "sealed with bob, alice: one",
                        "sealed with bob, alice: two");
        assertThat(alice.chat.pending(one))
                .hasValueSatisfying(pending -> assertThat(pending.unsealed()).isFalse());
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(2);
        bob.acknowledge(two);
        assertThat(alice.events(Delivered.class)).extracting(Delivered::message).containsExactly(one, two);
    }

    @Test
    void whatWaitedHasTheTimeAtWhichItWasSaid() {
        long saidMillis = alice.world.wallClockMillis();
        alice.sendKept("bob", "on Monday");
        alice.world.setWallClockMillis(saidMillis + Duration.ofDays(4).toMillis());
        ChatSide friday = alice.restarted();
        learnsTheKey(friday);
        friday.settle();
        friday.sendKept("bob", "on Friday");
        assertThat(friday.link("bob").fetch())
                .extracting(Entry::sentAtMillis)
                .containsExactly(saidMillis, saidMillis + Duration.ofDays(4).toMillis());
    }

    @Test
    void whatWaitedWithAClockYearsAheadHasTheTimeAtWhichItIsSealed() {
        long nowMillis = alice.world.wallClockMillis();
        alice.world.setWallClockMillis(nowMillis + Duration.ofDays(4_000).toMillis());
        alice.sendKept("bob", "hi");
        alice.world.setWallClockMillis(nowMillis);
        learnsTheKey(alice);
        alice.settle();
        assertThat(alice.link("bob").fetch()).extracting(Entry::sentAtMillis).containsExactly(nowMillis);
    }

    @Test
    void theKeyComingAgainSealsNothingTwice() {
        alice.sendKept("bob", "hi");
        learnsTheKey(alice);
        learnsTheKey(alice);
        alice.settle();
        learnsTheKey(alice);
        alice.settle();
        assertThat(read(alice.link("bob"))).containsExactly("hi");
        assertThat(alice.written).hasSize(2);
    }

    @Test
    void whatIsSaidAfterTheKeyHasComeStandsBehindInAnotherLog() {
        MessageId early = alice.sendKept("bob", "early");
        learnsTheKey(alice);
        alice.settle();
        MessageId late = alice.sendKept("bob", "late");
        assertThat(late.log()).isNotEqualTo(early.log());
        assertThat(late.number()).isEqualTo(1);
        assertThat(read(alice.link("bob"))).containsExactly("early", "late");
    }

    @Test
    void messagesOfSeveralLivesAreSealedInTheOrderInWhichTheyWereSaid() {
        MessageId one = alice.sendKept("bob", "one");
        ChatSide second = alice.restarted();
        MessageId two = second.sendKept("bob", "two");
        MessageId three = second.sendKept("bob", "three");
        second.send("bob", "never kept");
        ChatSide third = second.restarted();
        assertThat(third.events).containsExactly(new Wanted(idOf("bob"), true));
        MessageId four = third.sendKept("bob", "four");
        learnsTheKey(third);
        third.settle();
        SyncFrames bob = third.link("bob");
        assertThat(bob.fetch()).extracting(Entry::id).containsExactlyInAnyOrder(one, two, three, four);
        assertThat(read(bob)).containsExactly("one", "two", "three", "four");
        assertThat(third.written)
                .containsExactly(
                        "said with bob, alice: four",
                        "sealed with bob, alice: one",
                        "sealed with bob, alice: two",
                        "sealed with bob, alice: three",
                        "sealed with bob, alice: four");
    }

    @Test
    void aCrashBeforeTheSealedIsDurableLosesAndDoublesNothing() {
        MessageId message = alice.sendKept("bob", "hi");
        learnsTheKey(alice);
        ChatSide next = alice.restarted();
        assertThat(next.written).as("the key is known at the start").containsExactly("sealed with bob, alice: hi");
        next.settle();
        SyncFrames bob = next.link("bob");
        assertThat(bob.fetch()).extracting(Entry::id).containsExactly(message);
        assertThat(read(bob)).containsExactly("hi");
        ChatSide last = next.restarted();
        assertThat(last.written).isEmpty();
        assertThat(read(last.link("bob"))).containsExactly("hi");
    }

    @Test
    void whileNothingCanBeWrittenNothingIsSealed() {
        alice.sendKept("bob", "hi");
        alice.world.store().setAccepting(false);
        learnsTheKey(alice);
        assertThat(alice.world.store().isDirty()).isFalse();
        alice.world.store().setAccepting(true);
        alice.sendKept("bob", "there");
        assertThat(read(alice.link("bob"))).containsExactly("hi", "there");
    }

    @Test
    void theKeyOfAnotherSealsNothing() {
        alice.sendKept("bob", "hi");
        alice.knowing("carol").chat.onKey(idOf("carol"));
        alice.chat.onKey(idOf("bob"));
        alice.settle();
        assertThat(alice.link("bob").told()).isEmpty();
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(1);
    }
}
