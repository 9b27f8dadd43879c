package io.eddy.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text of an address tells. */
final class HostsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "2001:db8::7"})
    void theseAreAddresses(String host) {
        assertThat(Hosts.isAddress(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "...",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.1000",
                "1.2.3.-4",
                "1.2.3.+4",
                "1.2.3.٤",
                "a.b.c.d",
                "host",
                "example.org"
            })
    void theseAreNone(String host) {
        assertThat(Hosts.isAddress(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.1.2.3", "127.0.0.1", "192.168.0.9", "172.16.0.1", "172.31.9.9", "169.254.1.1", "fd00::1"})
    void theseBelongToNoPublicNetwork(String host) {
        assertThat(Hosts.isPrivate(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "172.15.0.1", "192.169.0.1", "2001:db8::7"})
    void theseArePublic(String host) {
        assertThat(Hosts.isPrivate(host)).isFalse();
    }
}
