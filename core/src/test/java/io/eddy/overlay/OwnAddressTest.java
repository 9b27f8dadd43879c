package io.eddy.overlay;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where alice says that she is, when only others can tell. */
final class OwnAddressTest {
    private static final String HERE = "203.0.113.5";
    private static final String ELSEWHERE = "198.51.100.66";

    private final OverlaySide alice = new OverlaySide();

    @BeforeEach
    void listenEverywhere() {
        alice.overlay.introduceAs("alice", List.of(), 5_050);
    }

    @Test
    void onePeersWordIsEnoughWhileThereIsNoOther() {
        sees("bob", "192.0.2.1", HERE);
        assertThat(told()).containsExactly(HERE);
        sees("mallory", "198.51.100.1", ELSEWHERE);
        assertThat(told()).as("the first word stays").containsExactly(HERE);
    }

    @Test
    void twoOfDifferentNetworksAreBelieved() {
        sees("mallory", "198.51.100.1", ELSEWHERE);
        sees("bob", "192.0.2.1", HERE);
        assertThat(told()).containsExactly(ELSEWHERE);
        sees("carol", "203.0.113.9", HERE);
        assertThat(told()).containsExactly(HERE);
    }

    @Test
    void anAddressOfOneLinkAloneIsNotTold() {
        sees("bob", "fe80::7", "fe80:0:0:0:0:0:0:1%eth0");
        sees("carol", "fe80::8", "FE80::1");
        assertThat(told()).isEmpty();
        alice.overlay.introduceAs("alice", List.of("fe80::1%wlan0", HERE), 5_050);
        assertThat(told()).containsExactly(HERE);
    }

    @Test
    void twoOfOnePublicNetworkAreOneWitness() {
        sees("bob", "192.0.2.1", HERE);
        sees("carol", "203.0.113.9", HERE);
        sees("mallory", "198.51.100.1", ELSEWHERE);
        sees("eve", "198.51.100.2", ELSEWHERE);
        assertThat(told()).containsExactly(HERE);
        sees("n1", "192.0.99.1", ELSEWHERE);
        assertThat(told()).containsExactlyInAnyOrder(HERE, ELSEWHERE);
    }

    @Test
    void anyTwoOfAPrivateNetworkAreTwo() {
        sees("mallory", "10.0.0.66", "10.0.0.99");
        sees("bob", "10.0.0.1", "10.0.0.5");
        assertThat(told()).containsExactly("10.0.0.99");
        sees("carol", "10.0.0.2", "10.0.0.5");
        assertThat(told()).containsExactly("10.0.0.5");
    }

    @Test
    void thisMachinesOwnAddressIsToldLast() {
        sees("bob", "127.0.0.1", "127.0.0.1");
        assertThat(told()).containsExactly("127.0.0.1");
        sees("carol", "10.0.0.2", "10.0.0.5");
        assertThat(told()).containsExactly("10.0.0.5", "127.0.0.1");
    }

    private void sees(String witness, String from, String host) {
        alice.seenAt.put(idOf(witness), from);
        alice.overlay.onObserved(idOf(witness), host);
    }

    private List<String> told() {
        return alice.overlay.ownRecord().hosts();
    }
}
