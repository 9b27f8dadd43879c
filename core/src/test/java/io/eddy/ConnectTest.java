package io.eddy;

import static io.eddy.PeerSide.BOBS_PLACE;
import static io.eddy.PeerSide.ask;
import static io.eddy.PeerSide.player;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.directory.KnownPeer;
import io.eddy.link.LinkMessage.Goodbye;
import io.eddy.node.Answer;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.registry.ManagerVoice;
import io.eddy.registry.Player.Presence;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code /connect} and {@code /disconnect}: what they bring about, and that they change nothing when they fail. */
final class ConnectTest {
    /** More than the longest wait before a wanted peer is dialled again. */
    private static final Duration A_LONG_TIME = Duration.ofMinutes(2);

    private static final Endpoint ELSEWHERE = new Endpoint("198.51.100.4", 5_001);

    private final PeerSide alice = new PeerSide();

    @Test
    void whoeverAnswersIsLinkedAndDialledAgainWhenTheLinkBreaks() {
        alice.meet("bob");
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "bob");
        RecordingLink link = alice.answer(alice.onlyNewDial(), "bob");
        assertThat(answer.result().peer()).isEqualTo(idOf("bob"));
        assertThat(alice.dialsWithin(Duration.ofSeconds(2))).isEmpty();
        alice.drop(link);
        assertThat(alice.onlyNewDial().address()).isEqualTo(BOBS_PLACE);
    }

    @Test
    void aPeerThatIsLinkedAlreadyIsKept() {
        RecordingLink link = alice.link("bob");
        assertThat(ask(alice.commands()::connect, "bob").result().name()).isEqualTo("bob");
        alice.drop(link);
        assertThat(alice.onlyNewDial().expected()).isEqualTo(idOf("bob"));
    }

    @Test
    void aPeerThatIsAwayIsNotDialledAgainAfterTheRefusal() {
        alice.meet("bob");
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "bob");
        alice.refuse(alice.onlyNewDial());
        assertThat(answer.complaint()).startsWith("no peer answers at 192.0.2.1:49152");
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void aPeerThatFailedToConnectIsNotDialledWhenItsManagerTellsOfIt() {
        ManagerVoice manager = alice.enlist();
        alice.meet("bob");
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "bob");
        alice.refuse(alice.onlyNewDial());
        manager.found(Optional.empty());
        assertThat(answer.complaint()).startsWith("no peer answers");
        manager.news(player("bob", Presence.FREE, ELSEWHERE));
        assertThat(alice.dialsWithin(Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void aDialThatTakesTooLongIsGivenUp() {
        alice.meet("bob");
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "bob");
        RecordingLink dial = alice.onlyNewDial();
        alice.world.elapse(PeerSide.DEADLINE);
        assertThat(answer.complaint()).isEqualTo("no answer in time");
        assertThat(dial.closing()).isNotNull();
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void aPeerOfUnknownAddressIsNotWaitedFor() {
        ManagerVoice manager = alice.enlist();
        manager.news(player("bob", Presence.FREE, new Endpoint("192.0.2.1", 0)));
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "bob");
        manager.found(Optional.empty());
        assertThat(answer.complaint()).isEqualTo("it is not known where bob listens");
        manager.news(player("bob", Presence.FREE, ELSEWHERE));
        assertThat(alice.dialsWithin(Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void aPeerThatMovedIsDialledWhereItsManagerSays() {
        ManagerVoice manager = alice.enlist();
        alice.meet("bob");
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "bob");
        alice.refuse(alice.onlyNewDial());
        answer.assertOpen();
        manager.found(Optional.of(player("bob", Presence.FREE, ELSEWHERE)));
        RecordingLink dial = alice.onlyNewDial();
        assertThat(dial.address()).isEqualTo(ELSEWHERE);
        alice.answer(dial, "bob");
        assertThat(answer.result().peer()).isEqualTo(idOf("bob"));
    }

    @Test
    void aNameThatIsNotKnownIsAskedOfTheManager() {
        ManagerVoice manager = alice.enlist();
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "bob");
        manager.found(Optional.of(player("bob", Presence.FREE, ELSEWHERE)));
        alice.answer(alice.onlyNewDial(), "bob");
        assertThat(answer.result().name()).isEqualTo("bob");
    }

    @Test
    void aNameThatNobodyHasIsRefused() {
        assertThat(ask(alice.commands()::connect, "bob").complaint()).isEqualTo("no peer is named bob");
    }

    @Test
    void aBlockedPeerIsNotConnectedTo() {
        alice.meet("bob");
        ask(alice.commands()::block, "bob");
        assertThat(ask(alice.commands()::connect, "bob").complaint()).isEqualTo("bob is blocked; /unblock bob first");
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void nobodyConnectsToOneself() {
        assertThat(ask(alice.commands()::connect, "alice").complaint()).isEqualTo("that is yourself");
    }

    @Test
    void anAddressIsLinkedWhoeverListensThereAndKept() {
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "198.51.100.4:5001");
        RecordingLink dial = alice.onlyNewDial();
        assertThat(dial.address()).isEqualTo(ELSEWHERE);
        RecordingLink link = alice.answer(dial, "bob");
        assertThat(answer.result().name()).isEqualTo("bob");
        alice.drop(link);
        assertThat(alice.dialsWithin(Duration.ofSeconds(1)))
                .extracting(RecordingLink::address)
                .containsOnly(ELSEWHERE);
    }

    @Test
    void anAddressWhereNobodyAnswersIsForgotten() {
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "198.51.100.4:5001");
        alice.refuse(alice.onlyNewDial());
        assertThat(answer.complaint()).startsWith("no peer answers at 198.51.100.4:5001");
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void anAddressWhereAManagerAnswersIsForgotten() {
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "198.51.100.4:5001");
        RecordingLink link = alice.onlyNewDial();
        alice.answerAsManager(link);
        assertThat(answer.complaint()).isEqualTo("198.51.100.4:5001 is a manager; /register registers with it");
        assertThat(link.closing()).isNotNull();
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void theLinkToOnesOwnManagerSurvivesTheAttemptToConnectToIt() {
        ManagerVoice manager = alice.enlist();
        ask(alice.commands()::connect, "198.51.100.4:5001");
        RecordingLink second = alice.onlyNewDial();
        alice.answerAsManager(second);
        assertThat(alice.isLinked("manager")).isTrue();
        assertThat(manager.link().closing()).isNull();
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThat(ask(alice.commands()::connect, "nowhere:99999").complaint()).isNotEmpty();
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void theSameAddressTwiceIsKeptOnce() {
        ask(alice.commands()::connect, "198.51.100.4:5001");
        RecordingLink link = alice.answer(alice.onlyNewDial(), "bob");
        ask(alice.commands()::connect, "198.51.100.4:5001");
        RecordingLink second = alice.onlyNewDial();
        alice.drop(alice.answer(second, "bob"));
        alice.drop(link);
        assertThat(alice.dialsWithin(Duration.ofMillis(300))).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aClosedLinkIsNotDialledAgain() {
        alice.meet("bob");
        ask(alice.commands()::connect, "bob");
        RecordingLink link = alice.answer(alice.onlyNewDial(), "bob");
        assertThat(ask(alice.commands()::disconnect, "bob").result().name()).isEqualTo("bob");
        assertThat(alice.isLinked("bob")).isFalse();
        alice.drop(link);
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void aLinkToAnAddressIsNotDialledAgainOnceItIsClosed() {
        ask(alice.commands()::connect, "198.51.100.4:5001");
        RecordingLink link = alice.answer(alice.onlyNewDial(), "bob");
        ask(alice.commands()::disconnect, "bob").result();
        alice.drop(link);
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void whoWasConnectedAndIsAwayCanBeDisconnected() {
        alice.meet("bob");
        ask(alice.commands()::connect, "bob");
        alice.drop(alice.answer(alice.onlyNewDial(), "bob"));
        alice.refuse(alice.onlyNewDial());
        assertThat(ask(alice.commands()::disconnect, "bob").result().name()).isEqualTo("bob");
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void whoIsNeitherLinkedNorWantedCannotBeDisconnected() {
        alice.meet("bob");
        assertThat(ask(alice.commands()::disconnect, "bob").complaint()).isEqualTo("there is no link to bob");
    }

    @Test
    void connectingAfterADisconnectDialsAgain() {
        RecordingLink link = alice.link("bob");
        ask(alice.commands()::disconnect, "bob").result();
        alice.drop(link);
        Answer<KnownPeer> answer = ask(alice.commands()::connect, "bob");
        alice.drop(alice.answer(alice.onlyNewDial(), "bob"));
        answer.result();
        assertThat(alice.onlyNewDial().address()).isEqualTo(BOBS_PLACE);
    }

    @Test
    void leavingEveryoneDialsNobodyUntilThePeerRegistersAgain() {
        ManagerVoice manager = alice.enlist();
        alice.meet("bob");
        ask(alice.commands()::connect, "bob");
        alice.answer(alice.onlyNewDial(), "bob");
        assertThat(PeerSide.<Integer>ask(alice.commands()::disconnectAll).result())
                .isEqualTo(2);
        assertThat(alice.isLinked("bob")).isFalse();
        assertThat(manager.link().closing()).isNotNull();
        assertThat(alice.dialsWithin(A_LONG_TIME)).isEmpty();
    }

    @Test
    void whoHasLeftEveryoneTakesNoLinkUntilItConnectsAgain() {
        alice.meet("bob");
        PeerSide.<Integer>ask(alice.commands()::disconnectAll).result();
        RecordingLink carol = alice.world.accept(idOf("carol"));
        alice.peer.node().onLinkUp(carol);
        assertThat(carol.said(Goodbye.class))
                .extracting(said -> said.why().code())
                .containsExactly(Code.BYE);
        assertThat(alice.isLinked("carol")).isFalse();

        ask(alice.commands()::connect, "bob");
        alice.answer(alice.onlyNewDial(), "bob");
        assertThat(alice.isLinked("bob")).isTrue();
        alice.link("carol");
        assertThat(alice.isLinked("carol")).isTrue();
    }
}
