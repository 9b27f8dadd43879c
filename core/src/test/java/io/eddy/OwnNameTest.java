package io.eddy;

import static io.eddy.PeerSide.ask;
import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkMessage.Hello;
import io.eddy.node.Answer;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.registry.ManagerVoice;
import org.junit.jupiter.api.Test;

/** A peer is called what its operator last registered it as, from the moment on at which a manager agrees. */
final class OwnNameTest {
    private final PeerSide alice = new PeerSide();

    @Test
    void aNameThatAManagerGrantedIsOnesOwn() {
        Answer<Endpoint> answer = register("alicia");
        assertThat(alice.peer.name()).isEqualTo("alice");
        alice.answerAsManager(alice.onlyNewDial()).grant();
        assertThat(answer.result()).isEqualTo(PeerSide.MANAGERS_PLACE);
        assertThat(alice.peer.name()).isEqualTo("alicia");
        assertThat(alice.commands().known().get(0).name()).isEqualTo("alicia");
        assertThat(ask(alice.commands()::find, "alicia").result().peer()).isEqualTo(idOf("alice"));
        assertThat(ask(alice.commands()::find, "alice").complaint()).isEqualTo("no peer is named alice");
    }

    @Test
    void whoIsLinkedFromThenOnHearsIt() {
        register("alicia");
        alice.answerAsManager(alice.onlyNewDial()).grant();
        RecordingLink bob = alice.world.accept(idOf("bob"));
        alice.peer.node().onLinkUp(bob);
        assertThat(bob.said(Hello.class)).singleElement().satisfies(hello -> {
            assertThat(hello.speaker().name()).isEqualTo("alicia");
            assertThat(hello.speaker().listenPort()).isEqualTo(49_152);
        });
    }

    @Test
    void aNameThatIsRefusedChangesNothing() {
        Answer<Endpoint> answer = register("bob");
        alice.answerAsManager(alice.onlyNewDial()).refuse("the name bob belongs to another key");
        assertThat(answer.complaint()).isEqualTo("the name bob belongs to another key");
        assertThat(alice.peer.name()).isEqualTo("alice");
    }

    @Test
    void aWordThatIsNoNameIsNotAskedFor() {
        assertThat(register("no name").complaint()).startsWith("a name has only letters");
        assertThat(alice.dialsWithin(PeerSide.DEADLINE)).isEmpty();
    }

    @Test
    void leavingTheListKeepsTheName() {
        register("alicia");
        ManagerVoice manager = alice.answerAsManager(alice.onlyNewDial());
        manager.grant();
        Answer<Integer> left = ask(alice.commands()::deregister);
        manager.letGo();
        assertThat(left.result()).isEqualTo(1);
        assertThat(alice.peer.name()).isEqualTo("alicia");
    }

    private Answer<Endpoint> register(String as) {
        return ask(reply -> alice.commands().register(PeerSide.MANAGER, as, reply));
    }
}
