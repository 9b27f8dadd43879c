package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class AliceAndBobTest {

    @Test
    @Timeout(20)
    void aliceWritesToBobByName() {
        List<PeerEvent> heard = new CopyOnWriteArrayList<>();
        List<PeerEvent> told = new CopyOnWriteArrayList<>();
        try (Manager manager = Manager.start(ManagerConfig.inMemory());
                Peer alice = Peer.start(
                        PeerConfig.inMemory("alice").manager(manager.address()).onEvent(told::add));
                Peer bob = Peer.start(
                        PeerConfig.inMemory("bob").manager(manager.address()).onEvent(heard::add))) {
            bob.registered().join();
            alice.send("bob", "hi bob").join();
            await().until(() -> told.stream().anyMatch(PeerEvent.Delivered.class::isInstance));
            assertThat(heard)
                    .filteredOn(PeerEvent.MessageReceived.class::isInstance)
                    .singleElement()
                    .satisfies(event -> {
                        PeerEvent.MessageReceived received = (PeerEvent.MessageReceived) event;
                        assertThat(received.fromName()).isEqualTo("alice");
                        assertThat(received.text()).isEqualTo("hi bob");
                    });
        }
    }
}
