package io.eddy.chat;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatEvent.ContactMade;
import io.eddy.chat.ChatEvent.Delivered;
import io.eddy.chat.ChatEvent.Sent;
import io.eddy.chat.ChatEvent.Wanted;
import io.eddy.chat.Talk.With;
import io.eddy.entry.Entry;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.Answer;
import io.eddy.sync.SyncConfig;
import io.eddy.sync.SyncFrames;
import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What alice writes to one other: kept, told, sealed, carried, delivered. */
final class ChatSendingTest {
    private static final Bytes PAIR = Group.ofPair(idOf("alice"), idOf("bob"));
    private static final String SECRET = "a secret that is for bob alone";

    /** From a message to asking contacts to carry it. */
    private static final Duration CARRYING =
            SyncConfig.DEFAULT.pace().carrying().plusSeconds(1);

    private final ChatSide alice = new ChatSide().knowing("bob");

    @Test
    void nothingIsToldOrAnsweredBeforeItIsDurable() {
        SyncFrames bob = alice.link("bob");
        Answer<MessageId> answer = alice.send("bob", "hi");
        answer.assertOpen();
        assertThat(bob.told()).isEmpty();
        alice.settle();
        assertThat(answer.result().author()).isEqualTo(idOf("alice"));
        assertThat(answer.result().number()).isEqualTo(1);
        assertThat(bob.told()).containsExactly(answer.result());
    }

    @Test
    void messagesFollowEachOtherInOneLogAndAreReadByTheirRecipient() {
        SyncFrames bob = alice.link("bob");
        alice.sendKept("bob", "one");
        alice.send("bob", "two");
        alice.sendKept("bob", "three");
        assertThat(bob.pushed()).as("those behind the first go at once").hasSize(2);
        List<Entry> fetched = bob.fetch();
        assertThat(fetched).extracting(ChatSendingTest::readByBob).containsExactly("one", "two", "three");
        assertThat(fetched.get(1).header().before())
                .isEqualTo(fetched.get(0).header().hash());
    }

    @Test
    void aMessageIsSealedAndItsTextIsInNoFrame() {
        SyncFrames bob = alice.link("bob");
        SyncFrames carol = alice.befriend("carol");
        alice.sendKept("bob", "hi");
        alice.sendKept("bob", SECRET);
        carol.follow(PAIR);
        List<Entry> carried = carol.fetch();
        assertThat(bob.fetch()).hasSize(2);
        assertThat(carried)
                .filteredOn(entry -> entry.header().place().group().equals(PAIR))
                .hasSize(2)
                .allMatch(entry -> Spoken.read("carol", entry).isEmpty());
        assertThat(carried)
                .filteredOn(entry -> Spoken.read("bob", entry).equals(Optional.of(SECRET)))
                .hasSize(1);
        for (SyncFrames link : List.of(bob, carol)) {
            assertThat(link.link().frames()).isNotEmpty().noneMatch(ChatSendingTest::saysTheSecret);
        }
    }

    @Test
    void whatTheRecipientHasIsDeliveredOnceAndForgotten() {
        SyncFrames bob = alice.link("bob");
        MessageId message = alice.sendKept("bob", "hi");
        assertThat(alice.events).containsExactly(new ContactMade(idOf("bob")), new Wanted(idOf("bob"), true));
        bob.acknowledge(message);
        bob.acknowledge(message);
        alice.settle();
        assertThat(alice.events(Delivered.class)).containsExactly(new Delivered(message, idOf("bob")));
        assertThat(alice.events(Sent.class)).isEmpty();
        assertThat(alice.events).endsWith(new Wanted(idOf("bob"), false));
        assertThat(alice.written).containsExactly("said with bob, alice: hi", "delivered with bob, alice: hi");
        assertThat(alice.chat.keptFor(idOf("bob"))).isZero();
        ChatSide next = alice.restarted();
        next.link("bob").follow(PAIR).tell();
        assertThat(next.chat.keptFor(idOf("bob"))).isZero();
        assertThat(next.events).isEmpty();
    }

    @Test
    void whatTheRecipientHasUpToANumberIsDelivered() {
        SyncFrames bob = alice.link("bob");
        MessageId one = alice.sendKept("bob", "one");
        MessageId two = alice.sendKept("bob", "two");
        MessageId three = alice.sendKept("bob", "three");
        bob.acknowledge(two);
        assertThat(alice.events(Delivered.class)).extracting(Delivered::message).containsExactly(one, two);
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(1);
        assertThat(alice.chat.pending(three)).isPresent();
        assertThat(alice.chat.pending(two)).isEmpty();
    }

    @Test
    void contactsAreAskedToCarryWhatIsNotDeliveredAndItIsSentOnce() {
        SyncFrames carol = alice.befriend("carol");
        SyncFrames dora = alice.befriend("dora");
        MessageId message = alice.sendKept("bob", "hi");
        alice.elapse(CARRYING, carol, dora);
        assertThat(carol.toCarryTo()).contains(idOf("bob"));
        carol.follow(PAIR);
        dora.follow(PAIR);
        carol.acknowledge(message);
        dora.acknowledge(message);
        assertThat(alice.events(Sent.class))
                .filteredOn(sent -> sent.message().equals(message))
                .containsExactly(new Sent(message, idOf("carol")));
        assertThat(alice.chat.pending(message)).isPresent().hasValueSatisfying(pending -> {
            assertThat(pending.carriers()).containsExactly(idOf("carol"), idOf("dora"));
            assertThat(pending.where()).isEqualTo(new With(idOf("bob")));
            assertThat(pending.said().text()).isEqualTo("hi");
            assertThat(pending.unsealed()).isFalse();
        });
        assertThat(alice.chat.keptFor(idOf("bob"))).as("bob may not have it").isEqualTo(1);
        alice.settle();
        ChatSide next = alice.restarted();
        assertThat(next.chat.pending(message))
                .as("remembered from the life before")
                .hasValueSatisfying(
                        pending -> assertThat(pending.carriers()).containsExactly(idOf("carol"), idOf("dora")));
        SyncFrames again = next.link("carol").follow(PAIR);
        assertThat(next.chat.pending(message))
                .as("carol has a session, and has not said that she has it")
                .hasValueSatisfying(pending -> assertThat(pending.carriers()).containsExactly(idOf("dora")));
        again.acknowledge(message);
        assertThat(next.events(Sent.class)).isEmpty();
        SyncFrames bob = next.link("bob");
        bob.acknowledge(message);
        assertThat(next.events(Delivered.class)).containsExactly(new Delivered(message, idOf("bob")));
        assertThat(next.chat.pending(message)).isEmpty();
        next.settle();
        assertThat(next.restarted().world.store().load(Carrier.TABLE))
                .as("nothing waits")
                .isEmpty();
    }

    @Test
    void strangersAreNotToldOfIt() {
        SyncFrames carol = alice.link("carol");
        alice.sendKept("bob", "hi");
        alice.elapse(CARRYING, carol);
        carol.follow(PAIR);
        assertThat(carol.toCarryTo()).isEmpty();
        assertThat(carol.told()).isEmpty();
        assertThat(carol.fetch()).isEmpty();
    }

    @Test
    void whatWaitsOutlivesARestartAndWhatWasNotDurableDoesNot() {
        MessageId message = alice.sendKept("bob", "one");
        alice.send("bob", "never kept");
        ChatSide next = alice.restarted();
        assertThat(next.events).containsExactly(new Wanted(idOf("bob"), true));
        assertThat(next.chat.keptFor(idOf("bob"))).isEqualTo(1);
        SyncFrames bob = next.link("bob");
        assertThat(bob.told()).containsExactly(message);
        assertThat(bob.fetch()).extracting(ChatSendingTest::readByBob).containsExactly("one");
        MessageId second = next.sendKept("bob", "two");
        assertThat(second.log()).as("each start begins a log").isNotEqualTo(message.log());
        assertThat(bob.fetch()).extracting(ChatSendingTest::readByBob).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whoIsNotLinkedIsWantedOnce() {
        alice.sendKept("bob", "one");
        alice.sendKept("bob", "two");
        assertThat(alice.events).containsExactly(new ContactMade(idOf("bob")), new Wanted(idOf("bob"), true));
        SyncFrames bob = alice.link("bob");
        assertThat(bob.fetch()).hasSize(2);
    }

    @Test
    void aTextThatIsTooLongOrNoneIsRefusedWithTheLimitAndItsSize() {
        assertThat(alice.send("bob", "x".repeat(200_000)).complaint())
                .isEqualTo("a message has at most 16384 bytes of text, this one has 200000; send it as a file, or in"
                        + " parts");
        assertThat(alice.send("bob", "é".repeat(8_193)).complaint()).contains("this one has 16386");
        assertThat(alice.send("bob", "").complaint()).isEqualTo("there is no text to say");
        assertThat(alice.send("alice", "hi").complaint()).isEqualTo("that is yourself");
        assertThat(alice.world.store().isDirty()).isFalse();
        assertThat(alice.events).isEmpty();
        String longest = "x".repeat(16_384);
        alice.sendKept("bob", longest);
        assertThat(alice.link("bob").fetch())
                .extracting(ChatSendingTest::readByBob)
                .containsExactly(longest);
    }

    @Test
    void soManyMessagesWaitForOneRecipientAndNoMore() {
        ChatSide small = new ChatSide(new ChatConfig(100, 3, 10, 10, 10, SyncConfig.DEFAULT)).knowing("bob");
        MessageId first = small.sendKept("bob", "one");
        small.send("bob", "two");
        small.sendKept("bob", "three");
        assertThat(small.send("bob", "four").complaint()).isEqualTo("already 3 messages wait for that peer");
        small.sendKept("carol", "another's, sealed or not");
        SyncFrames bob = small.link("bob");
        bob.fetch();
        bob.acknowledge(new MessageId(first.author(), first.log(), 3));
        small.sendKept("bob", "four");
    }

    @Test
    void soManyOthersAreWrittenToAndNoMore() {
        ChatSide small = new ChatSide(new ChatConfig(100, 10, 2, 2, 10, SyncConfig.DEFAULT)).knowing("bob");
        small.sendKept("bob", "hi");
        small.sendKept("carol", "hi");
        assertThat(small.send("dora", "hi").complaint())
                .isEqualTo("messages were exchanged with 2 peers, which is the most there can be");
        small.sendKept("bob", "hi again");
        assertThat(small.restarted().send("dora", "hi").complaint()).startsWith("messages were exchanged with 2 peers");
    }

    @Test
    void whenNothingCanBeWrittenNothingIsTaken() {
        alice.world.store().setAccepting(false);
        assertThat(alice.send("bob", "hi").complaint()).startsWith("nothing can be written to the disk at present");
        assertThat(alice.send("carol", "hi").complaint()).startsWith("nothing can be written to the disk at present");
        assertThat(alice.world.store().isDirty()).isFalse();
        assertThat(alice.events).isEmpty();
        assertThat(alice.written).isEmpty();
    }

    @Test
    void anyTextPassesAsItIs() {
        String text = "\u001b[31mred\u0000\u202e\r\n\t\ud83d\ude00 //";
        alice.sendKept("bob", text);
        assertThat(alice.link("bob").fetch())
                .extracting(ChatSendingTest::readByBob)
                .containsExactly(text);
    }

    @Test
    void noTwoMessagesHaveOneId() {
        List<MessageId> ids = new ArrayList<>();
        ids.add(alice.sendKept("bob", "same"));
        ids.add(alice.sendKept("bob", "same"));
        ids.add(alice.sendKept("carol", "same"));
        ids.add(alice.sendKept("carol", "same"));
        ids.add(alice.sayKept("everyone", "same"));
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static String readByBob(Entry entry) {
        return Spoken.read("bob", entry).orElse("unreadable");
    }

    private static boolean saysTheSecret(Bytes frame) {
        return new String(frame.array(), StandardCharsets.ISO_8859_1).contains(SECRET);
    }
}
