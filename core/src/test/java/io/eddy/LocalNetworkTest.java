package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eddy.PeerEvent.MessageReceived;
import io.eddy.directory.KnownPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class LocalNetworkTest {
    private static final int PEERS = 50;

    @Test
    @Timeout(60)
    void fiftyPeersInOneProcessRegisterAndTalkInARing() {
        try (LocalNetwork network = LocalNetwork.ofPeers(PEERS)) {
            for (int i = 1; i <= PEERS; i++) {
                network.peer("peer" + i)
                        .send("peer" + (i % PEERS + 1), "hello from " + i)
                        .join();
            }
            for (int i = 1; i <= PEERS; i++) {
                String recipient = "peer" + (i % PEERS + 1);
                String text = "hello from " + i;
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () -> assertThat(texts(network, recipient)).containsExactly(text));
            }
            List<KnownPeer> users = network.peer("peer1").users().join();
            assertThat(users).hasSize(PEERS);
        }
    }

    @Test
    void aPeerThatWasNotStartedIsNamedInTheComplaint() {
        try (LocalNetwork network = LocalNetwork.start("alice")) {
            assertThatThrownBy(() -> network.peer("bob")).hasMessageContaining("bob");
        }
    }

    private static List<String> texts(LocalNetwork network, String name) {
        return network.events(name).stream()
                .filter(MessageReceived.class::isInstance)
                .map(event -> ((MessageReceived) event).text())
                .toList();
    }
}
