package io.eddy.link;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkMessage.Admit;
import io.eddy.link.LinkMessage.Goodbye;
import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Ping;
import io.eddy.link.LinkMessage.Pong;
import io.eddy.link.Side.Word;
import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.RecordingLink;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carol's links: bob's id is below hers, alice's above. */
final class LinksTest {
    private static final Duration OLD_ENOUGH = LinkConfig.Liveness.DEFAULT.helloDeadline();

    private final Side carol = new Side("carol");

    @Test
    void bothSidesSayHelloFirstWhoeverDialled() {
        RecordingLink accepted = carol.dialledBy("alice");
        carol.keep("192.0.2.9", null);
        carol.world.elapse(Duration.ZERO);
        RecordingLink dialled = carol.lastDial().prove(idOf("bob"));
        carol.node.onLinkUp(dialled);
        assertThat(accepted.said()).singleElement().isInstanceOfSatisfying(Hello.class, hello -> {
            assertThat(hello.network()).isEqualTo(Greeting.NETWORK);
            assertThat(hello.speaker().name()).isEqualTo("carol");
            assertThat(hello.observed()).isEqualTo(accepted.address());
        });
        assertThat(dialled.said(Hello.class)).hasSize(1);
        assertThat(carol.told).isEmpty();
    }

    @Test
    void theLowerIdAdmitsAtTheHello() {
        RecordingLink link = carol.dialledBy("alice");
        carol.hear(link, Greeting.of("alice").hello());
        assertThat(link.said(Admit.class)).containsExactly(new Admit(1));
        assertThat(carol.told).containsExactly("up alice");
        assertThat(carol.links.hello(idOf("alice")))
                .hasValueSatisfying(hello -> assertThat(hello.speaker().name()).isEqualTo("alice"));
    }

    @Test
    void theHigherIdWaitsForTheWordOfTheLower() {
        RecordingLink link = carol.dialledBy("bob");
        carol.hear(link, Greeting.of("bob").hello());
        assertThat(carol.told).isEmpty();
        assertThat(link.said(Admit.class)).isEmpty();
        carol.hear(link, new Admit(1));
        assertThat(carol.told).containsExactly("up bob");
    }

    @Test
    void aMessageBeforeTheSessionIsNotHeardAndOneAfterItIs() {
        RecordingLink link = carol.dialledBy("alice");
        carol.world.hear(carol.node, link, Side.WORDS, new Word("early"));
        carol.hear(link, Greeting.of("alice").hello());
        carol.world.hear(carol.node, link, Side.WORDS, new Word("late"));
        assertThat(carol.told).containsExactly("up alice", "alice: late");
    }

    @Test
    void anotherVersionIsRefusedWithBothNamed() {
        assertRefused(
                Greeting.of("alice").speaking(2, 3), Code.VERSION, "this side speaks version 1, yours versions 2 to 3");
        assertRefused(Greeting.of("bob").speaking(0, 0), Code.VERSION, "this side speaks version 1, yours version 0");
        assertThat(carol.links.tally().otherVersions()).isEqualTo(2);
    }

    @Test
    void aVersionAmongSeveralIsEnough() {
        carol.sessionWith(Greeting.of("alice").speaking(0, 7));
        assertThat(carol.told).containsExactly("up alice");
    }

    @Test
    void anotherNetworkIsRefused() {
        assertRefused(Greeting.of("alice").inNetwork("other"), Code.WRONG_NETWORK, "this is the network 'test'");
        assertThat(carol.links.tally().otherNetworks()).isEqualTo(1);
    }

    @Test
    void oneselfIsRefusedBeforeAnyHello() {
        assertThat(carol.dialledBy("carol").said())
                .containsExactly(new Goodbye(Closing.of(Code.SELF, "this is yourself")));
        assertThat(carol.world.timers()).isEmpty();
    }

    @Test
    void aBlockedPeerIsRefusedBeforeAnyHelloUntilItIsUnblocked() {
        carol.links.block(idOf("bob"));
        RecordingLink refused = carol.dialledBy("bob");
        assertThat(refused.said())
                .containsExactly(new Goodbye(Closing.of(Code.BLOCKED, "this peer does not want to hear from you")));
        assertThat(refused.closing()).isNotNull();
        assertThat(carol.links.tally().blocked()).isEqualTo(1);
        carol.links.unblock(idOf("bob"));
        carol.sessionWith("bob");
        assertThat(carol.told).containsExactly("up bob");
    }

    @Test
    void blockingEndsTheSession() {
        RecordingLink link = carol.sessionWith("alice");
        carol.links.block(idOf("alice"));
        assertThat(link.said(Goodbye.class))
                .extracting(said -> said.why().code())
                .containsExactly(Code.BLOCKED);
        assertThat(carol.told).containsExactly("up alice", "down alice BLOCKED");
    }

    @Test
    void blockingEndsALinkThatIsNoSessionYet() {
        RecordingLink link = carol.dialledBy("bob");
        carol.hear(link, Greeting.of("bob").hello());
        carol.links.block(idOf("bob"));
        carol.hear(link, new Admit(1));
        assertThat(link.closing()).isNotNull();
        assertThat(carol.told).isEmpty();
    }

    @Test
    void aSecondHelloIsAViolation() {
        RecordingLink link = carol.sessionWith("alice");
        carol.hear(link, Greeting.of("alice").hello());
        assertViolation(link, "a second hello");
        assertThat(carol.told).containsExactly("up alice", "down alice VIOLATION");
    }

    @Test
    void anAdmitByTheHigherSideIsAViolation() {
        RecordingLink link = carol.sessionWith("alice");
        carol.hear(link, new Admit(7));
        assertViolation(link, "not yours to admit");
    }

    @Test
    void anAdmitBeforeTheHelloIsAViolation() {
        RecordingLink link = carol.dialledBy("bob");
        carol.hear(link, new Admit(1));
        assertViolation(link, "not yours to admit");
    }

    @Test
    void aSecondAdmitIsAViolation() {
        RecordingLink link = carol.sessionWith("bob");
        carol.hear(link, new Admit(2));
        assertViolation(link, "not yours to admit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void aLinkOfANewerLifeTakesThePlaceOfTheSession(String peer) {
        RecordingLink before = carol.sessionWith(peer);
        RecordingLink after = carol.sessionWith(Greeting.of(peer).inLife(2));
        assertThat(before.said(Goodbye.class))
                .extracting(said -> said.why().code())
                .containsExactly(Code.REPLACED);
        assertThat(carol.told).containsExactly("up " + peer, "down " + peer + " REPLACED", "up " + peer);
        assertThat(carol.links.link(idOf(peer))).containsSame(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void aLinkOfAnOlderLifeDoesNot(String peer) {
        RecordingLink session = carol.sessionWith(Greeting.of(peer).inLife(2));
        carol.world.pass(OLD_ENOUGH);
        carol.sessionWith(Greeting.of(peer).inLife(1));
        assertThat(carol.links.link(idOf(peer))).containsSame(session);
        assertThat(carol.told).containsExactly("up " + peer);
    }

    @Test
    void asSoonAsASessionIsOldEnoughAnotherLinkTakesItsPlace() {
        carol.sessionWith("alice");
        carol.world.pass(OLD_ENOUGH.minusMillis(1));
        RecordingLink early = carol.dialledBy("alice");
        carol.hear(early, Greeting.of("alice").hello());
        assertThat(early.said(Goodbye.class))
                .containsExactly(new Goodbye(Closing.of(Code.DUPLICATE, "there is a link already")));
        carol.world.pass(Duration.ofMillis(1));
        RecordingLink late = carol.sessionWith("alice");
        assertThat(carol.links.link(idOf("alice"))).containsSame(late);
        assertThat(carol.links.tally().duplicates()).isEqualTo(1);
    }

    @Test
    void anAdmitThatALaterOneHasOvertakenIsNotHeeded() {
        RecordingLink first = carol.dialledBy("bob");
        RecordingLink second = carol.dialledBy("bob");
        carol.hear(first, Greeting.of("bob").hello());
        carol.hear(second, Greeting.of("bob").hello());
        carol.hear(second, new Admit(2));
        carol.hear(first, new Admit(1));
        assertThat(carol.links.link(idOf("bob"))).containsSame(second);
        assertThat(carol.told).containsExactly("up bob");
    }

    @Test
    void aGoodbyeTellsTheProtocolsOnceWithItsReason() {
        RecordingLink link = carol.sessionWith("alice");
        Closing why = Closing.of(Code.BYE, "alice has quit");
        carol.hear(link, new Goodbye(why));
        carol.hear(link, new Goodbye(why));
        carol.node.onLinkDown(link, Closing.of(Code.BROKEN, "reset"));
        assertThat(carol.told).containsExactly("up alice", "down alice BYE");
        assertThat(link.closing()).isEqualTo(why);
        assertThat(link.said()).isEmpty();
        assertThat(carol.world.timers()).isEmpty();
    }

    @Test
    void aBrokenLinkTellsTheProtocolsOnceWithItsReason() {
        RecordingLink link = carol.sessionWith("alice");
        carol.node.onLinkDown(link, Closing.of(Code.BROKEN, "reset"));
        carol.hear(link, new Ping(1));
        assertThat(carol.told).containsExactly("up alice", "down alice BROKEN");
        assertThat(carol.world.timers()).isEmpty();
    }

    @Test
    void closingSaysGoodbyeOnEveryLink() {
        RecordingLink session = carol.sessionWith("alice");
        RecordingLink half = carol.dialledBy("bob");
        carol.keep("192.0.2.9", null);
        carol.links.closeAll(Closing.of(Code.BYE, "carol has quit"));
        assertThat(session.said(Goodbye.class)).hasSize(1);
        assertThat(half.said(Goodbye.class)).hasSize(1);
        assertThat(carol.told).containsExactly("up alice", "down alice BYE");
        assertThat(carol.world.timers()).isEmpty();
    }

    @Test
    void aPingIsAnsweredAndAStrangePongIsNot() {
        RecordingLink link = carol.sessionWith("alice");
        carol.hear(link, new Ping(77));
        carol.hear(link, new Pong(78));
        assertThat(link.said()).containsExactly(new Pong(77));
    }

    private void assertRefused(Greeting greeting, Code code, String sentence) {
        RecordingLink link = carol.dialledBy(greeting.name());
        carol.hear(link, greeting.hello());
        assertThat(link.said(Goodbye.class)).containsExactly(new Goodbye(Closing.of(code, sentence)));
        assertThat(link.said(Admit.class)).isEmpty();
        assertThat(carol.told).isEmpty();
        assertThat(carol.world.timers()).isEmpty();
    }

    private void assertViolation(RecordingLink link, String sentence) {
        assertThat(link.said(Goodbye.class)).containsExactly(new Goodbye(Closing.of(Code.VIOLATION, sentence)));
        assertThat(link.closing()).isNotNull();
        assertThat(carol.node.counters().violations()).isEqualTo(1);
        assertThat(carol.world.timers()).isEmpty();
    }
}
