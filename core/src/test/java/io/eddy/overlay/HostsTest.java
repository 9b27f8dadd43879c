package io.eddy.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text of an address tells. */
final class HostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1%eth0",
                "2001:db8::",
                "2001:DB8::7",
                "1:2:3:4:5:6:7:8",
                "::2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "2001:0db8:0:0:0:0:0:7"
            })
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
                "1.2.3.04",
                "01.2.3.4",
                "1.002.3.4",
                "1.2.00.4",
                ":",
                ":1",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                "1:2:3:4:5:6:7:8:",
                "2001:db8::00007",
                "2001:db8::g",
                "2001:db8::+7",
                "2001:db8::٤",
                "::ffff:192.0.2.1",
                "2001:db8::7]",
                "2001:db8::7 ",
                "a.b.c.d",
                "host",
                "example.org"
            })
    void theseAreNone(String host) {
        assertThat(Hosts.isAddress(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "127.0.0.1", "192.168.0.9", "172.16.0.1", "172.31.9.9", "169.254.1.1"})
    void theseBelongToNoPublicNetwork(String host) {
        assertThat(Hosts.isPrivate(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "0:0::01", "fd00::1", "FC00::1", "fe80::1%eth0", "febf::1"})
    void theseOfIpv6DoNeither(String host) {
        assertThat(Hosts.isPrivate(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "172.15.0.1", "192.169.0.1", "2001:db8::7", "fd::1", "fec0::1", "::2"})
    void theseArePublic(String host) {
        assertThat(Hosts.isPrivate(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8:0:1::7",
                "2001:DB8:0:1::7",
                "2001:0db8:0000:1::7",
                "2001:db8::2:0:0:0:7",
                "2001:db8:0:ffff:ffff:ffff:ffff:ffff",
                "2001:db8::",
                "2001:db8::7%eth0"
            })
    void anIpv6NetworkIsOneHoweverItsAddressesAreWritten(String host) {
        assertThat(Hosts.net(host)).isEqualTo(Hosts.net("2001:db8::1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:1::1", "2001:db9::1", "2002:db8::1", "::2001:db8:0", "192.0.2.1", "example.org"})
    void theseAreInOtherNetworks(String host) {
        assertThat(Hosts.net(host)).isNotEqualTo(Hosts.net("2001:db8::1"));
    }

    @Test
    void anIpv4NetworkIsItsFirstThreeNumbers() {
        assertThat(Hosts.net("192.0.2.1")).isEqualTo(Hosts.net("192.0.2.255"));
        assertThat(Hosts.net("192.0.2.1")).isNotEqualTo(Hosts.net("192.0.3.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "0:0:0:0:0:0:0:0", "0::0"})
    void theseSayNoMoreThanAny(String host) {
        assertThat(Hosts.isWildcard(host)).isTrue();
    }
}
