package io.eddy;

import static io.eddy.PeerSide.ask;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.Spoken;
import io.eddy.chat.Talk;
import io.eddy.chat.Utterance;
import io.eddy.entry.Group;
import io.eddy.entry.HybridClock;
import io.eddy.entry.Made;
import io.eddy.entry.MessageId;
import io.eddy.entry.ShortMessageId;
import io.eddy.history.State;
import io.eddy.node.Answer;
import io.eddy.node.Reply;
import io.eddy.sync.SyncFrames;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /history}, {@code /search} and {@code /why}: what a person finds again of what was said. */
final class HistoryCommandsTest {
    private final PeerSide alice = new PeerSide();
    private final Spoken bobs = Spoken.to("alice", "bob");

    @Test
    void aConversationIsShownInTheOrderOfItsClocks() {
        SyncFrames bob = linked("bob");
        bob.push(bobs.say("first"));
        alice.settle();
        send("bob", "second");
        bob.push(Spoken.to("alice", "bob").inLog(8).at(Made.NOON - 5_000).say("said before it came"));
        alice.settle();

        assertThat(shown("bob", 20)).containsExactly("bob: said before it came", "bob: first", "alice: second");
        assertThat(shown("bob", 2)).containsExactly("bob: first", "alice: second");
    }

    @Test
    void ofOnesOwnMessagesItIsShownHowFarTheyHaveCome() {
        SyncFrames carol = linked("carol");
        carol.push(Spoken.to("alice", "carol").say("hi"));
        send("carol", "hi");
        alice.drop(alice.linkWriter("bob"));
        MessageId message = send("bob", "hi");
        assertThat(last("bob").message().state()).isEqualTo(State.KEPT);
        carol.follow(Group.ofPair(idOf("alice"), idOf("bob"))).acknowledge(message);
        assertThat(last("bob").message().state()).isEqualTo(State.SENT);
        linked("bob").acknowledge(message);

        assertThat(last("bob").message().state()).isEqualTo(State.DELIVERED);
        assertThat(last("bob").message().id()).isEqualTo(message);
        assertThat(last("bob").toName()).contains("bob");
        assertThat(shown("bob", 20)).containsExactly("alice: hi");
    }

    @Test
    void whatWaitsForAKeyIsThereOnceBeforeAndAfterItIsSealed() {
        alice.drop(alice.link("bob"));
        send("bob", "one");
        MessageId two = send("bob", "two");
        assertThat(shown("bob", 20)).containsExactly("alice: one", "alice: two");
        PeerSide later = alice.restarted();
        later.drop(later.linkWriter("bob"));
        later.settle();
        assertThat(shown(later, "bob", 20)).containsExactly("alice: one", "alice: two");
        assertThat(messages(later, "bob", 1).get(0).message().id()).isEqualTo(two);
        assertThat(found(later, "one")).containsExactly("one");
    }

    @Test
    void whatAMessageWaitsForIsTold() {
        SyncFrames carol = linked("carol");
        carol.push(Spoken.to("alice", "carol").say("hi"));
        send("carol", "hi");
        alice.drop(alice.link("bob"));
        MessageId message = send("bob", "hi");
        Standing unsealed = why(message);
        assertThat(unsealed.unsealed()).isTrue();
        assertThat(unsealed.carriers()).isEmpty();
        assertThat(unsealed.message().message().said().text()).isEqualTo("hi");
        assertThat(unsealed.recipient())
                .hasValueSatisfying(bob -> assertThat(bob.waiting()).isEqualTo(1));

        alice.drop(alice.linkWriter("bob"));
        alice.settle();
        carol.follow(Group.ofPair(idOf("alice"), idOf("bob"))).acknowledge(message);
        Standing carried = why(message);
        assertThat(carried.unsealed()).isFalse();
        assertThat(carried.carriers()).containsExactly("carol");
        assertThat(carried.message().message().state()).isEqualTo(State.SENT);

        linked("bob").acknowledge(message);
        Standing delivered = why(message);
        assertThat(delivered.carriers()).isEmpty();
        assertThat(delivered.message().message().state()).isEqualTo(State.DELIVERED);
        assertThat(delivered.recipient())
                .hasValueSatisfying(bob -> assertThat(bob.waiting()).isZero());
    }

    @Test
    void ofWhatIsForABlockedPeerItIsToldThatItIsBlocked() {
        alice.drop(alice.linkWriter("bob"));
        MessageId message = send("bob", "hi");
        assertThat(why(message).blocked()).isFalse();
        alice.commands().block("bob", Reply.ignored());
        alice.settle();
        assertThat(why(message).blocked()).isTrue();
        alice.commands().unblock("bob", Reply.ignored());
        alice.settle();
        assertThat(why(message).blocked()).isFalse();
    }

    @Test
    void aMessageIsAskedForByWhatItIsCalledInShort() {
        alice.drop(alice.linkWriter("bob"));
        MessageId one = send("bob", "one");
        MessageId two = send("bob", "two");
        String called = ShortMessageId.of(two).toString();
        assertThat(two.number()).isEqualTo(2);
        assertThat(called).isEqualTo("2-" + two.toString().substring(17, 23));
        assertThat(asked(called).result().message().message().id()).isEqualTo(two);
        assertThat(asked("2-" + two.toString().substring(17, 33))
                        .result()
                        .message()
                        .message()
                        .id())
                .isEqualTo(two);
        assertThat(asked(ShortMessageId.of(one).toString())
                        .result()
                        .message()
                        .message()
                        .said()
                        .text())
                .isEqualTo("one");
        assertThat(asked("3" + called.substring(1)).complaint())
                .isEqualTo("no message of yours that is kept is called 3" + called.substring(1));
    }

    @Test
    void whatIsCalledAsAnotherIsNamedInFull() {
        MessageId one = new MessageId(idOf("alice"), 0x5e2b440000000001L, 7);
        MessageId other = new MessageId(idOf("alice"), 0x5e2b440000000002L, 7);
        for (MessageId id : List.of(one, other)) {
            alice.peer
                    .history()
                    .onSaid(new Talk.In("everyone"), new Utterance(id, HybridClock.at(Made.NOON), "hi"), Made.NOON);
        }
        alice.settle();
        assertThat(asked("7-5e2b44").complaint())
                .isEqualTo("more than one message is called 7-5e2b44: name one of " + one + ", " + other);
        assertThat(asked(other.toString()).result().message().message().id()).isEqualTo(other);
    }

    @Test
    void whatWasSaidInARoomWaitsForNobodyInParticular() {
        Answer<MessageId> said = ask(reply -> alice.commands().say("everyone", "hi all", reply));
        alice.settle();
        Standing standing = why(said.result());
        assertThat(standing.recipient()).isEmpty();
        assertThat(standing.message().room()).contains("everyone");
        assertThat(standing.message().message().state()).isEqualTo(State.KEPT);
    }

    @Test
    void onlyOfOnesOwnMessagesThatAreKeptItIsAsked() {
        MessageId others = new MessageId(idOf("bob"), 7, 1);
        MessageId none = new MessageId(idOf("alice"), 7, 1);
        assertThat(asked(others.toString()).complaint()).startsWith("only of one's own messages is it known");
        assertThat(asked("17").complaint()).startsWith("only of one's own messages is it known");
        assertThat(asked(none.toString()).complaint()).isEqualTo("no message " + none + " is kept");
    }

    @Test
    void whatIsSaidInARoomIsKeptAlsoWhenTheRoomIsLeft() {
        Answer<String> joined = ask(reply -> alice.peer.meshCommands().join("chess", reply));
        alice.settle();
        joined.result();
        alice.peer.chat().onEntry(Spoken.in("chess", "bob").say("e4"));
        Answer<MessageId> said = ask(reply -> alice.commands().say("chess", "e5", reply));
        alice.settle();
        said.result();
        Answer<String> left = ask(reply -> alice.peer.meshCommands().leave("chess", reply));
        alice.settle();
        left.result();

        assertThat(shown("Chess", 20)).hasSize(2).first().asString().endsWith(": e4");
        assertThat(last("chess").room()).contains("chess");
        assertThat(last("chess").message().state()).isEqualTo(State.KEPT);
        assertThat(shown("everyone", 20)).isEmpty();
    }

    @Test
    void whatWasNotKeptBecauseOfACrashComesAgainIntoTheHistoryOnce() {
        var lost = bobs.say("lost?");
        linked("bob").push(lost);
        PeerSide next = alice.restarted();
        next.logs(next.linkWriter("bob")).push(lost);
        next.settle();
        PeerSide again = next.restarted();
        again.logs(again.linkWriter("bob")).push(lost);
        again.settle();

        assertThat(shown(again, "bob", 20)).containsExactly("bob: lost?");
        assertThat(again.events).noneMatch(PeerEvent.MessageReceived.class::isInstance);
    }

    @Test
    void nothingIsAcknowledgedThatIsNotInTheHistory() {
        SyncFrames bob = linked("bob");
        var hi = bobs.say("hi");
        bob.push(hi);
        alice.world.elapse(Duration.ofSeconds(1));
        assertThat(bob.told()).isEmpty();
        alice.settle();
        alice.world.elapse(Duration.ofSeconds(1));
        assertThat(bob.told()).contains(hi.id());

        assertThat(shown(alice.restarted(), "bob", 20)).containsExactly("bob: hi");
    }

    @Test
    void wordsAreFoundInAllConversations() {
        linked("bob").push(bobs.say("Two tickets, Zoë?"));
        alice.peer.chat().onEntry(Spoken.in("everyone", "carol").say("no tickets left"));
        alice.settle();
        send("bob", "\"tickets\" for zoe (and me)");

        assertThat(found(alice, "ticket")).hasSize(3);
        assertThat(found(alice, "zoe ticket")).hasSize(2);
        assertThat(found(alice, "left")).hasSize(1);
        assertThat(found(alice, "nothing")).isEmpty();
        Answer<List<KeptMessage>> hits = search(alice, "left", 5);
        assertThat(hits.result().get(0).snippet()).contains("no tickets left");
        assertThat(search(alice, "\"*\"", 5).complaint()).startsWith("there is no word to search for");
    }

    @Test
    void onlySoManyAreShownAtATime() {
        assertThat(search(alice, "x", 0).complaint()).isEqualTo("1 to 1000 messages are shown at a time, not 0");
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

    private SyncFrames linked(String name) {
        return alice.logs(alice.linkWriter(name));
    }

    private Answer<Standing> asked(String message) {
        Answer<Standing> answer = ask(reply -> alice.peer.historyCommands().why(message, reply));
        alice.settle();
        return answer;
    }

    private Standing why(MessageId message) {
        return asked(message.toString()).result();
    }

    private MessageId send(String to, String text) {
        Answer<MessageId> answer = ask(reply -> alice.commands().send(to, text, reply));
        alice.settle();
        return answer.result();
    }

    private List<String> shown(String with, int count) {
        return shown(alice, with, count);
    }

    private KeptMessage last(String with) {
        return messages(alice, with, 1).get(0);
    }

    private static Answer<List<KeptMessage>> search(PeerSide side, String text, int count) {
        Answer<List<KeptMessage>> answer =
                ask(reply -> side.peer.historyCommands().search(text, count, reply));
        side.settle();
        return answer;
    }

    private static List<String> found(PeerSide side, String text) {
        return search(side, text, 50).result().stream()
                .map(hit -> hit.message().said().text())
                .toList();
    }

    private static List<String> shown(PeerSide side, String with, int count) {
        return messages(side, with, count).stream()
                .map(kept -> kept.fromName() + ": " + kept.message().said().text())
                .toList();
    }

    private static List<KeptMessage> messages(PeerSide side, String with, int count) {
        Answer<List<KeptMessage>> answer =
                ask(reply -> side.peer.historyCommands().last(with, count, reply));
        side.settle();
        return answer.result();
    }
}
