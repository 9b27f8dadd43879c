package io.eddy;

import static io.eddy.PeerSide.BOBS_PLACE;
import static io.eddy.PeerSide.ask;
import static io.eddy.PeerSide.player;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.chat.Spoken;
import io.eddy.entry.Entry;
import io.eddy.entry.MessageId;
import io.eddy.node.Answer;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.registry.ManagerVoice;
import io.eddy.registry.Player;
import io.eddy.registry.Player.Presence;
import io.eddy.sync.SyncFrames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code /msg}, {@code /block} and {@code /unblock}: who gets what is written to them, and who is refused. */
final class DirectMessagesTest {
    private static final Duration A_LONG_TIME = Duration.ofMinutes(2);

    private final PeerSide alice = new PeerSide();

    @Test
    void whoIsLinkedGetsTheMessageOnceItIsKept() {
        SyncFrames bob = alice.logs(alice.linkWriter("bob"));
        Answer<MessageId> answer = send("bob", "hi");
        answer.assertOpen();
        assertThat(bob.told()).isEmpty();
        alice.world.store().commit();
        assertThat(answer.result().author()).isEqualTo(alice.peer.node().self());
        assertThat(texts(bob)).containsExactly("hi");
    }

    @Test
    void whoSaysItsKeyOnlyLaterGetsTheMessageThen() {
        RecordingLink bob = alice.link("bob");
        sendKept("bob", "hi");
        alice.drop(bob);
        SyncFrames later = alice.logs(alice.linkWriter("bob"));
        alice.settle();
        assertThat(texts(later)).containsExactly("hi");
    }

    @Test
    void aNodeThatKeepsNoLogsIsToldNothing() {
        SyncFrames bob = alice.logs(alice.link("bob"));
        sendKept("bob", "hi");
        assertThat(bob.told()).isEmpty();
        assertThat(alice.peer.chat().keptFor(idOf("bob"))).isEqualTo(1);
    }

    @Test
    void whoIsAwayIsDialledUntilTheMessageIsThere() {
        alice.meet("bob");
        sendKept("bob", "hi");
        alice.refuse(alice.onlyNewDial());
        RecordingLink again = alice.dialsWithin(A_LONG_TIME).get(0);
        assertThat(again.address()).isEqualTo(BOBS_PLACE);
    }

    @Test
    void aNameThatIsNotKnownIsAskedOfTheManager() {
        ManagerVoice manager = alice.enlist();
        Answer<MessageId> answer = send("bob", "hi");
        manager.found(Optional.of(player("bob", Presence.OFFLINE, BOBS_PLACE)));
        alice.world.store().commit();
        assertThat(answer.result()).isNotNull();
        assertThat(alice.peer.chat().keptFor(idOf("bob"))).isEqualTo(1);
    }

    @Test
    void whoIsGivenTheNameOfAContactGetsNothingAndTheOperatorIsWarned() {
        ManagerVoice manager = alice.enlist();
        RecordingLink bob = alice.linkWriter("bob");
        sendKept("bob", "hi");
        alice.drop(bob);
        SyncFrames impostor = alice.logs(alice.linkWriter("mallory"));
        manager.news(new Player("bob", idOf("mallory"), Presence.FREE, BOBS_PLACE, 0));
        assertThat(send("bob", "our secret").complaint())
                .startsWith("the key of bob is another")
                .contains(idOf("bob").brief(), idOf("mallory").brief());
        alice.world.store().commit();
        assertThat(impostor.fetch()).isEmpty();
        assertThat(alice.peer.chat().keptFor(idOf("mallory"))).isZero();
        assertThat(alice.events)
                .filteredOn(PeerEvent.NameContested.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(PeerEvent.NameContested.class, told -> {
                    assertThat(told.contest().known().peer()).isEqualTo(idOf("bob"));
                    assertThat(told.contest().other().peer()).isEqualTo(idOf("mallory"));
                });
    }

    @Test
    void aNameThatNobodyHasIsRefused() {
        ManagerVoice manager = alice.enlist();
        Answer<MessageId> answer = send("bob", "hi");
        manager.found(Optional.empty());
        assertThat(answer.complaint()).isEqualTo("no peer is named bob");
    }

    @Test
    void aManagerThatDoesNotAnswerDelaysTheRefusalByLessThanTenSeconds() {
        alice.enlist();
        Answer<MessageId> answer = send("bob", "hi");
        alice.world.elapse(PeerSide.DEADLINE);
        assertThat(answer.complaint()).isEqualTo("no peer is named bob");
    }

    @Test
    void nobodyWritesToOneself() {
        assertThat(send("alice", "hi").complaint()).isEqualTo("that is yourself");
    }

    @Test
    void aMessageToABlockedPeerIsRefusedAndNotKept() {
        alice.meet("bob");
        ask(alice.commands()::block, "bob");
        assertThat(send("bob", "hi").complaint()).isEqualTo("bob is blocked; /unblock bob first");
        alice.world.store().commit();
        assertThat(alice.peer.chat().keptFor(idOf("bob"))).isZero();
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void aBlockSurvivesARestart() {
        alice.meet("bob");
        sendKept("bob", "one");
        Answer<?> blocked = ask(alice.commands()::block, "bob");
        alice.world.store().commit();
        blocked.result();
        PeerSide again = alice.restarted();
        assertThat(again.dialsWithin(A_LONG_TIME)).isEmpty();
        assertThat(ask(again.commands()::connect, "bob").complaint()).contains("is blocked");
    }

    @Test
    void aBlockEndsTheLinkAndTheDialling() {
        RecordingLink bob = alice.link("bob");
        ask(alice.commands()::connect, "bob").result();
        ask(alice.commands()::block, "bob");
        assertThat(bob.closing()).isNotNull();
        alice.drop(bob);
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void whatWasKeptBeforeABlockIsSentAfterIt() {
        alice.meet("bob");
        sendKept("bob", "hi");
        alice.refuse(alice.onlyNewDial());
        ask(alice.commands()::block, "bob");
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
        ask(alice.commands()::unblock, "bob");
        SyncFrames bob = alice.logs(alice.answerAsWriter(alice.onlyNewDial(), "bob"));
        alice.settle();
        assertThat(texts(bob)).containsExactly("hi");
    }

    @Test
    void nothingIsCarriedForWhoIsBlocked() {
        SyncFrames carol = alice.logs(alice.linkWriter("carol"));
        carol.push(Spoken.to("alice", "carol").say("hi"));
        sendKept("carol", "hi");
        alice.drop(alice.linkWriter("dora"));
        Entry forDora = Spoken.to("dora", "carol").inLog(8).say("hi dora");
        carol.askToCarry(idOf("dora"), forDora.id().log());
        carol.push(forDora);
        alice.settle();
        RecordingLink dora = alice.linkWriter("dora");
        assertThat(alice.logs(dora).told()).containsExactly(forDora.id());
        ask(alice.commands()::block, "dora");
        alice.drop(dora);
        alice.settle();
        ask(alice.commands()::unblock, "dora");
        assertThat(alice.logs(alice.linkWriter("dora")).told()).isEmpty();
    }

    @Test
    void nobodyBlocksOneself() {
        assertThat(ask(alice.commands()::block, "alice").complaint()).isEqualTo("that is yourself");
    }

    @Test
    void whoIsNotBlockedCannotBeUnblocked() {
        alice.meet("bob");
        assertThat(ask(alice.commands()::unblock, "bob").complaint()).isEqualTo("bob is not blocked");
    }

    @Test
    void aMessageToAnAddressGoesToWhoeverListensThere() {
        Answer<MessageId> answer = send("198.51.100.4:5001", "hi");
        RecordingLink dial = alice.onlyNewDial();
        assertThat(dial.address()).isEqualTo(new Endpoint("198.51.100.4", 5_001));
        SyncFrames bob = alice.logs(alice.answerAsWriter(dial, "bob"));
        alice.world.store().commit();
        assertThat(answer.result()).isNotNull();
        assertThat(texts(bob)).containsExactly("hi");
    }

    @Test
    void aMessageToAnAddressWhereNobodyAnswersIsNotKept() {
        Answer<MessageId> answer = send("198.51.100.4:5001", "hi");
        alice.refuse(alice.onlyNewDial());
        assertThat(answer.complaint()).startsWith("no peer answers at 198.51.100.4:5001");
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void aMessageThatTheDiskDoesNotTakeInTimeMayStillBeSent() {
        alice.link("bob");
        Answer<MessageId> answer = send("bob", "hi");
        alice.world.elapse(PeerSide.DEADLINE);
        assertThat(answer.complaint()).isEqualTo("no answer in time; it may still be carried out");
    }

    /** What bob reads of what he can have. */
    private static List<String> texts(SyncFrames bob) {
        return bob.fetch().stream()
                .map(entry -> Spoken.read("bob", entry).orElse("unreadable"))
                .toList();
    }

    private Answer<MessageId> send(String to, String text) {
        return ask(reply -> alice.commands().send(to, text, reply));
    }

    private void sendKept(String to, String text) {
        Answer<MessageId> answer = send(to, text);
        alice.world.store().commit();
        answer.result();
    }
}
