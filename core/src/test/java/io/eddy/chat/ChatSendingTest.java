package io.eddy.chat;

import static io.eddy.chat.ChatSide.have;
import static io.eddy.chat.ChatSide.takeTexts;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatMessage.Have;
import io.eddy.chat.ChatMessage.Said;
import io.eddy.entry.Group;
import io.eddy.entry.MessageId;
import io.eddy.node.Answer;
import io.eddy.node.RecordingLink;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What alice writes: kept, sent, sent again, delivered. */
final class ChatSendingTest {
    private static final ChatConfig CONFIG = ChatConfig.DEFAULT;

    private final ChatSide alice = new ChatSide();

    @Test
    void nothingIsSentOrAnsweredBeforeItIsDurable() {
        RecordingLink bob = alice.link("bob");
        Answer<MessageId> answer = alice.send("bob", "hi");
        assertThat(bob.said()).isEmpty();
        answer.assertOpen();
        alice.world.store().commit();
        assertThat(answer.result().author()).isEqualTo(idOf("alice"));
        assertThat(answer.result().number()).isEqualTo(1);
        assertThat(takeTexts(bob)).containsExactly("hi");
    }

    @Test
    void messagesLeaveInTheOrderInWhichTheyWereWrittenEachInPlaceAfterTheOther() {
        RecordingLink bob = alice.link("bob");
        alice.send("bob", "one");
        alice.send("bob", "two");
        alice.world.store().commit();
        List<Said> said = bob.said(Said.class);
        assertThat(takeTexts(bob)).containsExactly("one", "two");
        assertThat(said.get(1).entry().header().before())
                .isEqualTo(said.get(0).entry().header().hash());
        assertThat(said)
                .extracting(one -> one.entry().header().place().number())
                .containsExactly(1L, 2L);
    }

    @Test
    void onlyAWindowIsOnItsWay() {
        RecordingLink bob = alice.link("bob");
        IntStream.rangeClosed(1, 100).forEach(i -> alice.send("bob", "message " + i));
        alice.world.store().commit();
        List<Said> first = bob.said(Said.class);
        assertThat(takeTexts(bob)).hasSize(CONFIG.window());
        alice.hear(bob, have(first.get(9).entry().id()));
        assertThat(takeTexts(bob))
                .containsExactly(IntStream.rangeClosed(65, 74)
                        .mapToObj(i -> "message " + i)
                        .toArray(String[]::new));
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(90);
    }

    @Test
    void whatIsOnItsWayFitsTheQueueOfALink() {
        IntStream.range(0, 64).forEach(i -> alice.send("bob", "x".repeat(CONFIG.maxTextBytes())));
        alice.world.store().commit();
        RecordingLink bob = alice.link("bob");
        int queued = bob.frames().stream().mapToInt(Bytes::length).sum();
        assertThat(queued).isBetween(CONFIG.windowBytes() / 2, 2 * CONFIG.windowBytes());
        int delivered = 0;
        for (List<Said> said = bob.said(Said.class); !said.isEmpty(); said = bob.said(Said.class)) {
            delivered += said.size();
            bob.takeSaid();
            alice.hear(bob, have(said.get(said.size() - 1).entry().id()));
        }
        assertThat(delivered).isEqualTo(64);
    }

    @Test
    void whatIsAcknowledgedIsDeliveredAndForgotten() {
        RecordingLink bob = alice.link("bob");
        MessageId message = alice.sendKept("bob", "hi");
        alice.hear(bob, have(message));
        alice.hear(bob, have(message));
        alice.world.store().commit();
        assertThat(alice.events(ChatEvent.Delivered.class))
                .containsExactly(new ChatEvent.Delivered(message, idOf("bob")));
        assertThat(alice.events).endsWith(new ChatEvent.Wanted(idOf("bob"), false));
        assertThat(alice.world.store().load(Undelivered.TABLE)).isEmpty();
        alice.elapseLinked(CONFIG.resendAfter(), bob);
        assertThat(takeTexts(bob)).containsExactly("hi");
        assertThat(alice.restarted().chat.keptFor(idOf("bob"))).isZero();
    }

    @Test
    void anAcknowledgementOfSomethingElseDeliversNothing() {
        RecordingLink bob = alice.link("bob");
        RecordingLink dora = alice.link("dora");
        MessageId message = alice.sendKept("bob", "hi");
        alice.hear(dora, have(message));
        alice.hear(bob, new Have(Group.ofPair(idOf("alice"), idOf("dora")), message.log(), 1));
        alice.hear(bob, new Have(Group.ofPair(idOf("alice"), idOf("bob")), message.log() + 1, 1));
        assertThat(alice.events(ChatEvent.Delivered.class)).isEmpty();
        assertThat(alice.chat.keptFor(idOf("bob"))).isEqualTo(1);
    }

    @Test
    void whatIsNotAcknowledgedIsSentAgainAfterAWhile() {
        RecordingLink bob = alice.link("bob");
        alice.sendKept("bob", "hi");
        alice.elapseLinked(CONFIG.resendAfter().minusSeconds(1), bob);
        assertThat(takeTexts(bob)).containsExactly("hi");
        alice.elapseLinked(Duration.ofSeconds(1), bob);
        assertThat(takeTexts(bob)).containsExactly("hi");
    }

    @Test
    void whatIsNotAcknowledgedIsSentAgainOnTheNextSession() {
        RecordingLink before = alice.link("bob");
        alice.sendKept("bob", "hi");
        alice.drop(before);
        assertThat(alice.world.timers()).isEmpty();
        assertThat(takeTexts(alice.link("bob"))).containsExactly("hi");
    }

    @Test
    void whatIsNotAcknowledgedOutlivesARestart() {
        MessageId message = alice.sendKept("bob", "one");
        alice.send("bob", "never kept");
        ChatSide next = alice.restarted();
        assertThat(next.events).containsExactly(new ChatEvent.Wanted(idOf("bob"), true));
        RecordingLink bob = next.link("bob");
        assertThat(takeTexts(bob)).containsExactly("one");
        MessageId second = next.sendKept("bob", "two");
        assertThat(second.log()).isEqualTo(message.log());
        assertThat(second.number()).isEqualTo(2);
    }

    @Test
    void aMessageForSomebodyWhoIsNotLinkedWaits() {
        alice.sendKept("bob", "hi");
        assertThat(alice.events)
                .containsExactly(new ChatEvent.ContactMade(idOf("bob")), new ChatEvent.Wanted(idOf("bob"), true));
        assertThat(alice.world.timers()).isEmpty();
        assertThat(takeTexts(alice.link("dora"))).isEmpty();
        assertThat(takeTexts(alice.link("bob"))).containsExactly("hi");
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithTheLimitAndItsSize() {
        assertThat(alice.send("bob", "x".repeat(200_000)).complaint())
                .isEqualTo("a message has at most 16384 bytes of text, this one has 200000; send it as a file, or in"
                        + " parts");
        assertThat(alice.send("bob", "é".repeat(8_193)).complaint()).contains("this one has 16386");
        assertThat(alice.send("bob", "").complaint()).isEqualTo("there is no text to say");
        assertThat(alice.world.store().isDirty()).isFalse();
        assertThat(alice.events).isEmpty();
        alice.sendKept("bob", "x".repeat(16_384));
    }

    @Test
    void aThousandMessagesAreKeptForOneRecipientAndNoMore() {
        IntStream.range(0, 1_000).forEach(i -> alice.send("bob", "message " + i));
        alice.world.store().commit();
        assertThat(alice.send("bob", "one more").complaint()).isEqualTo("already 1000 messages wait for that peer");
        assertThat(alice.sendKept("dora", "to another").number()).isEqualTo(1);
        RecordingLink bob = alice.link("bob");
        alice.hear(bob, have(bob.said(Said.class).get(0).entry().id()));
        assertThat(alice.sendKept("bob", "one more").number()).isEqualTo(1_001);
    }

    @Test
    void whenNothingCanBeWrittenNothingIsTaken() {
        alice.world.store().setAccepting(false);
        Answer<MessageId> said = new Answer<>();
        alice.chat.say("everyone", "hi", said);
        assertThat(alice.send("bob", "hi").complaint()).startsWith("nothing can be written to the disk");
        assertThat(said.complaint()).startsWith("nothing can be written to the disk");
        assertThat(alice.world.store().isDirty()).isFalse();
    }

    @Test
    void nobodyWritesToOneself() {
        assertThat(alice.send("alice", "hi").complaint()).isEqualTo("that is yourself");
    }

    @Test
    void anyTextPassesAsItIs() {
        RecordingLink bob = alice.link("bob");
        String text = "\u001b[31mred\u0000\u202e\r\n\t\ud83d\ude00 //";
        alice.sendKept("bob", text);
        assertThat(takeTexts(bob)).containsExactly(text);
    }

    @Test
    void noTwoMessagesHaveOneId() {
        List<String> ids = new ArrayList<>();
        ids.add(alice.sendKept("bob", "same").toString());
        ids.add(alice.sendKept("bob", "same").toString());
        ids.add(alice.sendKept("dora", "same").toString());
        assertThat(ids).doesNotHaveDuplicates();
    }
}
