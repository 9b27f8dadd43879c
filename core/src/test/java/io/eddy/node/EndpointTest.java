package io.eddy.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
    private static final int NO_DEFAULT = -1;

    @ParameterizedTest
    @CsvSource({
        "192.168.1.20:5050, 192.168.1.20, 5050",
        "example.org:1, example.org, 1",
        "localhost:0, localhost, 0",
        "[::1]:65535, ::1, 65535",
        "[2001:db8::7]:80, 2001:db8::7, 80",
        "[fe80::1%eth0]:80, fe80::1%eth0, 80",
        "x:00080, x, 80"
    })
    void hostAndPortAreRead(String text, String host, int port) {
        assertThat(Endpoint.parse(text, NO_DEFAULT)).isEqualTo(new Endpoint(host, port));
        assertThat(Endpoint.parse(text, 9)).isEqualTo(new Endpoint(host, port));
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.20, 192.168.1.20", "example.org, example.org", "[::1], ::1"})
    void aHostAloneHasTheDefaultPort(String text, String host) {
        assertThat(Endpoint.parse(text, 5050)).isEqualTo(new Endpoint(host, 5050));
        assertThat(Endpoint.parse(text, 0)).isEqualTo(new Endpoint(host, 0));
        refuses(text, NO_DEFAULT, "'" + text + "' is not HOST:PORT, as in 192.168.1.20:5050");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "2001:db8::7", "fe80::1:5050", "1:2:3", "a:b:", "::", "[::1", ":1:"})
    void anIpv6AddressWantsItsBrackets(String text) {
        refuses(text, 5050, "'" + text + "': write an IPv6 address as [ADDRESS]:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:", "x:y", "x:-1", "x:+1", "x:65536", "x:123456", "x: 1", "x:1 ", "x:\u0661", "[::1]:"})
    void aPortIsANumberInItsRange(String text) {
        refuses(text, 5050, "'" + text + "': a port is a number from 0 to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":5050",
                "[]:80",
                "[]",
                "a b:80",
                "a\tb:80",
                "é.org:80",
                "a\0:80",
                "[::1]x:80",
                "x[::1]:80",
                "]:80",
                "[[::1]]:80",
                "::1]:80"
            })
    void aHostIsPrintableAndNotEmpty(String text) {
        refuses(text, 5050, "'" + text + "' does not begin with a host name or an IP address");
    }

    @Test
    void aHostHasAtMostTheLengthOfAName() {
        String longest = "x".repeat(Endpoint.MAX_HOST_BYTES);
        assertThat(Endpoint.parse(longest + ":80", NO_DEFAULT).host()).isEqualTo(longest);
        refuses(
                "x" + longest + ":80",
                NO_DEFAULT,
                "'x" + longest + ":80' does not begin with a host name or an IP address");
    }

    @Test
    void aPortOutsideItsRangeIsAMistakeOfOurs() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("x", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("x", 65_536));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.20:5050", "example.org:1", "[::1]:65535", "[fe80::1%eth0]:80"})
    void whatIsShownIsReadBack(String text) {
        assertThat(Endpoint.parse(text, NO_DEFAULT)).hasToString(text);
    }

    private static void refuses(String text, int defaultPort, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(text, defaultPort))
                .withMessage(sentence);
    }

    @Test
    void theZoneIsOfOneMachineAlone() {
        assertThat(new Endpoint("fe80::1%eth0", 5_050).withoutZone()).isEqualTo(new Endpoint("fe80::1", 5_050));
        assertThat(new Endpoint("192.0.2.1", 5_050).withoutZone()).isEqualTo(new Endpoint("192.0.2.1", 5_050));
    }
}
