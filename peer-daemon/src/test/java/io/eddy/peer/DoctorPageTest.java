package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.PeerStatus.ManagerLine;
import io.eddy.node.Endpoint;
import io.eddy.peer.Checkup.NetworkInterface;
import io.eddy.peer.Finding.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DoctorPageTest {
    private static final Endpoint LISTENING = new Endpoint("0.0.0.0", 49_152);

    private static List<Finding> ill() {
        List<Finding> findings = new ArrayList<>(Checkup.interfaces(List.of(
                new NetworkInterface("eth0", List.of("192.0.2.7"), true, Optional.of(Duration.ofSeconds(3))),
                new NetworkInterface("wlan0", List.of("198.51.100.4", "fe80::1"), true, Optional.empty()),
                new NetworkInterface("tun0", List.of("10.0.0.1"), false, Optional.empty()))));
        findings.add(Checkup.ownAddress(LISTENING, List.of("192.0.2.7"), List.of("203.0.113.9", "203.0.113.9")));
        findings.addAll(Checkup.managers(List.of(
                new ManagerLine(new Endpoint("127.0.0.1", 5_050), Optional.empty(), "alice", "registered"),
                new ManagerLine(new Endpoint("127.0.0.1", 5_051), Optional.empty(), "alice", "lost: silent"))));
        findings.add(Checkup.ports(49_152, LISTENING, 0, 2));
        findings.add(Checkup.firewall(Firewall.UFW, 49_152, 49_152));
        findings.add(Checkup.clock(List.of(Duration.ofMinutes(-61), Duration.ofMinutes(-60), Duration.ZERO)));
        return findings;
    }

    @Test
    void everyFindingIsALineWithWhatToDo() throws IOException {
        Golden.assertSame("doctor.txt", Shown.text(DoctorPage.report(ill())));
    }

    @Test
    void scriptsGetTheSameFacts() {
        assertThat(Shown.json(DoctorPage.report(List.of(Finding.ok("clock", "right"), Finding.bad("a", "b", "c")))))
                .isEqualTo("{\"event\":\"doctor\",\"ok\":false,\"findings\":["
                        + "{\"topic\":\"clock\",\"verdict\":\"ok\",\"text\":\"right\",\"advice\":null},"
                        + "{\"topic\":\"a\",\"verdict\":\"bad\",\"text\":\"b\",\"advice\":\"c\"}]}");
    }

    @Test
    void whoIsWellHasNothingToDo() {
        List<Finding> findings = List.of(
                Checkup.silentOnTheNetwork(),
                Checkup.ownAddress(LISTENING, List.of("192.0.2.7"), List.of("192.0.2.7")),
                Checkup.ports(49_152, LISTENING, 1, 2),
                Checkup.clock(List.of(Duration.ofSeconds(3))),
                Checkup.clock(List.of()));
        assertThat(findings)
                .allMatch(finding ->
                        finding.verdict() == Verdict.OK && finding.advice().isEmpty());
        assertThat(Checkup.managers(List.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK));
    }

    @Test
    void whatIsAmissIsSaid() {
        assertThat(Checkup.interfaces(List.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.BAD));
        assertThat(Checkup.ownAddress(LISTENING, List.of(), List.of()).verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(Checkup.ports(49_152, new Endpoint("0.0.0.0", 50_001), 0, 0).sentence())
                .isEqualTo("listening on port 50001, because 49152 was taken");
        assertThat(Checkup.clock(List.of(Duration.ofMinutes(11))).sentence())
                .isEqualTo("11 min behind what most peers say");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, ufw nft iptables, UFW",
        "Linux, firewall-cmd nft, FIREWALLD",
        "Linux, nft iptables, NFTABLES",
        "Linux, iptables, IPTABLES",
        "Linux, none, UNKNOWN",
        "Windows 11, none, WINDOWS",
        "Mac OS X, none, MACOS"
    })
    void theFirewallIsThatOfTheSystem(String system, String installed, Firewall firewall) {
        assertThat(Firewall.of(system, List.of(installed.split(" "))::contains)).isEqualTo(firewall);
    }

    @ParameterizedTest
    @EnumSource
    void everyFirewallHasACommand(Firewall firewall) {
        String command = firewall.command(50_001, 49_152);
        assertThat(command).doesNotContain("%").isNotBlank();
        if (firewall != Firewall.MACOS) {
            assertThat(command).contains("50001").contains("49152");
        }
    }
}
