package io.eddy;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.directory.KnownPeer;
import io.eddy.link.Greeting;
import io.eddy.link.LinkWire;
import io.eddy.node.Answer;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.registry.PlayerVoice;
import io.eddy.registry.RegistryConfig;
import io.eddy.registry.RegistryWire;
import org.junit.jupiter.api.Test;

/** {@code /kick}: its outcome comes in time, whatever the disk does. */
final class KickTest {
    private final RecordingWorld world =
            new RecordingWorld("manager", ManagerNode.tables(), LinkWire.CHANNEL, RegistryWire.CHANNEL);
    private final ManagerNode manager = new ManagerNode(
            world, new Endpoint("0.0.0.0", 5_050), Greeting.NETWORK, RegistryConfig.DEFAULT, event -> {});

    private RecordingLink bob() {
        manager.node().start();
        RecordingLink link = Greeting.of("bob").on(world.accept(idOf("bob")), world, manager.node(), idOf("bob"));
        PlayerVoice.register(world, manager.node(), link, "bob");
        world.store().commit();
        assertThat(manager.players()).hasSize(1);
        return link;
    }

    private Answer<KnownPeer> kick(String name) {
        Answer<KnownPeer> answer = new Answer<>();
        manager.kick(name, answer);
        return answer;
    }

    @Test
    void theResultComesWhenItIsDurable() {
        RecordingLink link = bob();
        Answer<KnownPeer> answer = kick("bob");
        answer.assertOpen();
        world.store().commit();
        assertThat(answer.result().name()).isEqualTo("bob");
        assertThat(manager.players()).isEmpty();
        assertThat(link.closing()).isNotNull();
    }

    @Test
    void aDiskThatTakesNothingMoreIsAReasonToRefuse() {
        bob();
        world.store().setAccepting(false);
        assertThat(kick("bob").complaint()).startsWith("nothing can be written to the disk at present");
        assertThat(manager.players()).hasSize(1);
    }

    @Test
    void aDiskThatDoesNotAnswerDelaysTheOutcomeByLessThanTenSeconds() {
        bob();
        Answer<KnownPeer> answer = kick("bob");
        world.elapse(PeerSide.DEADLINE);
        assertThat(answer.complaint()).isEqualTo("no answer in time; it may still be carried out");
        world.store().commit();
        assertThat(answer.complaint()).isNotEmpty();
    }

    @Test
    void aNameThatNobodyHasIsRefused() {
        bob();
        assertThat(kick("carol").complaint()).startsWith("nobody on the list is named carol");
    }
}
