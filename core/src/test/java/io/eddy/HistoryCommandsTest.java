package io.eddy;

import static io.eddy.PeerSide.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.ChatFrames;
import io.eddy.entry.Made;
import io.eddy.entry.MessageId;
import io.eddy.history.State;
import io.eddy.node.Answer;
import io.eddy.node.RecordingLink;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /history} and {@code /search}: what a person finds again of what was said. */
final class HistoryCommandsTest {
    private final PeerSide alice = new PeerSide();

    @Test
    void aConversationIsShownInTheOrderOfItsClocks() {
        RecordingLink bob = alice.link("bob");
        ChatFrames.hear(alice.world, alice.peer.node(), bob, Made.by("bob", 1, "first"));
        alice.world.store().commit();
        send("bob", "second");
        ChatFrames.hear(
                alice.world,
                alice.peer.node(),
                bob,
                Made.by("bob", 2, "said before it came").at(Made.NOON - 5_000));
        alice.world.store().commit();

        assertThat(shown("bob", 20)).containsExactly("bob: said before it came", "bob: first", "alice: second");
        assertThat(shown("bob", 2)).containsExactly("bob: first", "alice: second");
    }

    @Test
    void ofOnesOwnMessagesItIsShownHowFarTheyHaveCome() {
        alice.meet("bob");
        MessageId message = send("bob", "hi");
        assertThat(last("bob").message().state()).isEqualTo(State.KEPT);
        RecordingLink bob = alice.link("bob");
        ChatFrames.acknowledge(alice.world, alice.peer.node(), bob, message);

        assertThat(last("bob").message().state()).isEqualTo(State.DELIVERED);
        assertThat(last("bob").message().id()).isEqualTo(message);
        assertThat(last("bob").toName()).contains("bob");
    }

    @Test
    void whatIsSaidInARoomIsKeptAlsoWhenTheRoomIsLeft() {
        Answer<String> joined = ask(reply -> alice.peer.meshCommands().join("chess", reply));
        alice.world.store().commit();
        joined.result();
        alice.peer.chat().onEntry(Made.by("bob", 1, "e4").inRoom("chess").entry());
        Answer<MessageId> said = ask(reply -> alice.commands().say("chess", "e5", reply));
        alice.world.store().commit();
        said.result();
        Answer<String> left = ask(reply -> alice.peer.meshCommands().leave("chess", reply));
        alice.world.store().commit();
        left.result();

        assertThat(shown("Chess", 20)).hasSize(2).first().asString().endsWith(": e4");
        assertThat(last("chess").room()).contains("chess");
        assertThat(last("chess").message().state()).isEqualTo(State.KEPT);
        assertThat(shown("everyone", 20)).isEmpty();
    }

    @Test
    void whatWasKeptAndNotShownBecauseOfACrashIsInTheHistory() {
        RecordingLink bob = alice.link("bob");
        ChatFrames.hear(alice.world, alice.peer.node(), bob, Made.by("bob", 1, "lost?"));
        PeerSide lost = alice.restarted();
        ChatFrames.hear(lost.world, lost.peer.node(), lost.link("bob"), Made.by("bob", 1, "lost?"));
        lost.world.store().commit();
        PeerSide again = lost.restarted();

        assertThat(shown(again, "bob", 20)).containsExactly("bob: lost?");
    }

    @Test
    void nothingIsAcknowledgedThatIsNotInTheHistory() {
        RecordingLink bob = alice.link("bob");
        ChatFrames.hear(alice.world, alice.peer.node(), bob, Made.by("bob", 1, "hi"));
        assertThat(ChatFrames.acknowledgements(bob)).isZero();
        alice.world.store().commit();
        assertThat(ChatFrames.acknowledgements(bob)).isEqualTo(1);

        assertThat(shown(alice.restarted(), "bob", 20)).containsExactly("bob: hi");
    }

    @Test
    void wordsAreFoundInAllConversations() {
        ChatFrames.hear(alice.world, alice.peer.node(), alice.link("bob"), Made.by("bob", 1, "Two tickets, Zoë?"));
        alice.peer
                .chat()
                .onEntry(Made.by("carol", 1, "no tickets left")
                        .inRoom("everyone")
                        .entry());
        alice.world.store().commit();
        send("bob", "\"tickets\" for zoe (and me)");

        assertThat(found("ticket")).hasSize(3);
        assertThat(found("zoe ticket")).hasSize(2);
        assertThat(found("left")).hasSize(1);
        assertThat(found("nothing")).isEmpty();
        Answer<List<KeptMessage>> hits = search("left", 5);
        assertThat(hits.result().get(0).snippet()).contains("no tickets left");
        assertThat(search("\"*\"", 5).complaint()).startsWith("there is no word to search for");
    }

    @Test
    void onlySoManyAreShownAtATime() {
        assertThat(search("x", 0).complaint()).isEqualTo("1 to 1000 messages are shown at a time, not 0");
        Answer<List<KeptMessage>> tooMany =
                ask(reply -> alice.peer.historyCommands().last("everyone", 1_001, reply));
        assertThat(tooMany.complaint()).isEqualTo("1 to 1000 messages are shown at a time, not 1001");
    }

    @Test
    void aConversationWithNobodyIsRefused() {
        Answer<List<KeptMessage>> answer =
                ask(reply -> alice.peer.historyCommands().last("nobody", 5, reply));
        assertThat(answer.complaint()).isEqualTo("no peer is named nobody");
    }

    private MessageId send(String to, String text) {
        Answer<MessageId> answer = ask(reply -> alice.commands().send(to, text, reply));
        alice.world.store().commit();
        return answer.result();
    }

    private Answer<List<KeptMessage>> search(String text, int count) {
        Answer<List<KeptMessage>> answer =
                ask(reply -> alice.peer.historyCommands().search(text, count, reply));
        alice.world.store().commit();
        return answer;
    }

    private List<String> found(String text) {
        return search(text, 50).result().stream()
                .map(hit -> hit.message().said().text())
                .toList();
    }

    private List<String> shown(String with, int count) {
        return shown(alice, with, count);
    }

    private KeptMessage last(String with) {
        return messages(alice, with, 1).get(0);
    }

    private static List<String> shown(PeerSide side, String with, int count) {
        return messages(side, with, count).stream()
                .map(kept -> kept.fromName() + ": " + kept.message().said().text())
                .toList();
    }

    private static List<KeptMessage> messages(PeerSide side, String with, int count) {
        Answer<List<KeptMessage>> answer =
                ask(reply -> side.peer.historyCommands().last(with, count, reply));
        side.world.store().commit();
        return answer.result();
    }
}
