package io.eddy;

import static io.eddy.PeerSide.BOBS_PLACE;
import static io.eddy.PeerSide.ask;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eddy.directory.Attempt;
import io.eddy.directory.Attempt.Result;
import io.eddy.directory.Attempt.Whence;
import io.eddy.directory.KnownPeer;
import io.eddy.node.Answer;
import io.eddy.node.Endpoint;
import io.eddy.node.FrameTrace.Frame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a peer answers when it is asked why somebody is linked or not, and who said what. */
final class NetworkQuestionsTest {
    private static final Endpoint NOWHERE = new Endpoint("198.51.100.4", 5_001);

    private final PeerSide alice = new PeerSide();

    private Reachability why(String who) {
        return ask(alice.peer.meshCommands()::why, who).result();
    }

    @Test
    void whoDialledHereIsLinkedWithoutAnAttempt() {
        alice.link("bob");
        assertThat(why("bob")).isEqualTo(new Reachability("bob", Optional.of(idOf("bob")), true, List.of(), 0));
    }

    @Test
    void aDialOfTheOperatorIsAnAttemptThatIsNotMadeAgain() {
        alice.meet("bob");
        Answer<KnownPeer> connected = ask(alice.commands()::connect, "bob");
        alice.refuse(alice.onlyNewDial());
        assertThat(connected.complaint()).isNotEmpty();
        assertThat(why("bob").attempts())
                .extracting(Attempt::address, Attempt::whence, Attempt::result, Attempt::nextMillis)
                .containsExactly(tuple(BOBS_PLACE, Whence.DIRECT, Result.FAILED, 0L));
        assertThat(why("bob").linked()).isFalse();
    }

    @Test
    void anAddressIsAskedForBeforeAnybodyAnsweredThere() {
        assertThat(why(NOWHERE.toString()).attempts()).isEmpty();
        alice.commands().keepLinked(NOWHERE);
        alice.refuse(alice.onlyNewDial());
        Reachability reachability = why(NOWHERE.toString());
        assertThat(reachability.peer()).isEmpty();
        assertThat(reachability.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.result()).isEqualTo(Result.FAILED);
            assertThat(attempt.nextMillis()).isGreaterThan(alice.world.wallClockMillis());
        });
    }

    @Test
    void nobodyAsksForOneselfOrForStrangers() {
        assertThat(ask(alice.peer.meshCommands()::why, "alice").complaint()).isEqualTo("that is yourself");
        assertThat(ask(alice.peer.meshCommands()::why, "dora").complaint()).contains("dora");
        assertThat(ask(alice.peer.meshCommands()::why, "a:b").complaint()).isNotBlank();
    }

    @Test
    void framesAreNotedBetweenOnAndOff() {
        alice.link("bob");
        assertThat(alice.peer.meshCommands().frames().frames()).isEmpty();
        alice.peer.meshCommands().trace(true);
        assertThat(alice.peer.meshCommands().frames().noting()).isTrue();
        ask(alice.commands()::ping, "bob");
        alice.peer.meshCommands().trace(false);
        ask(alice.commands()::ping, "bob");
        FrameLog log = alice.peer.meshCommands().frames();
        assertThat(log.noting()).isFalse();
        assertThat(log.frames()).extracting(Frame::message).containsExactly("link.Ping");
        assertThat(log.names()).containsEntry(idOf("bob"), "bob");
    }

    @Test
    void theLatestWordOfEachSideIsKept() {
        alice.drop(alice.link("bob"));
        alice.link("bob");
        alice.link("carol");
        assertThat(alice.peer.witnesses())
                .extracting(Witness::side, Witness::dialledHere)
                .containsExactly(tuple(idOf("bob"), true), tuple(idOf("carol"), true));
    }

    @Test
    void onlySoManySidesAreRemembered() {
        for (int i = 0; i <= Witnesses.MAX_SIDES; i++) {
            alice.drop(alice.link("peer" + i));
        }
        assertThat(alice.peer.witnesses())
                .hasSize(Witnesses.MAX_SIDES)
                .extracting(Witness::side)
                .doesNotContain(idOf("peer0"));
    }
}
