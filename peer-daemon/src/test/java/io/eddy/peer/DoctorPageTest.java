package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.PeerStatus.ManagerLine;
import io.eddy.Vitals;
import io.eddy.Vitals.Interface;
import io.eddy.Vitals.Multicast;
import io.eddy.Vitals.Network;
import io.eddy.Witness;
import io.eddy.node.Endpoint;
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

    private static final Multicast SILENT = new Multicast(Optional.empty(), Optional.empty());

    private static Interface at(String name, Multicast multicast, String... addresses) {
        return new Interface(name, name.equals("lo"), List.of(addresses), Optional.of(multicast));
    }

    private static List<Finding> ill() {
        List<Finding> findings = new ArrayList<>(Checkup.network(new Network(
                true,
                List.of(
                        at("eth0", new Multicast(Optional.empty(), Optional.of(Duration.ofSeconds(3))), "192.0.2.7"),
                        at("wlan0", SILENT, "fe80:0:0:0:0:0:0:1", "198.51.100.4"),
                        at("tun0", new Multicast(Optional.of("no such device"), Optional.empty()), "10.0.0.1")),
                List.of())));
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
        assertThat(Checkup.network(new Network(true, List.of(), List.of("no multicasts by IPv4: not permitted"))))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.WARN, Verdict.BAD);
        assertThat(Checkup.network(new Network(true, List.of(at("eth0", SILENT, "192.0.2.7")), List.of())))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.WARN);
        assertThat(Checkup.ownAddress(LISTENING, List.of(), List.of()).verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(Checkup.ports(49_152, new Endpoint("0.0.0.0", 50_001), 0, 0).sentence())
                .isEqualTo("TCP port 50001 is open here, not the usual 49152, and no peer is linked");
        assertThat(Checkup.clock(List.of(Duration.ofMinutes(11))).sentence())
                .isEqualTo("11 min behind what most peers say");
    }

    @Test
    void whoIsOnThisComputerAloneNeedsNoFirewallOpened() {
        Interface loopback = at("lo", SILENT, "127.0.0.1", "0:0:0:0:0:0:0:1");
        Interface eth0 = new Interface("eth0", false, List.of("192.0.2.7"), Optional.empty());
        Endpoint here = new Endpoint("127.0.0.1", 5_000);
        Witness bob = new Witness(SampleChart.id(2), here, Duration.ofMillis(-3), true);
        Vitals vitals =
                new Vitals(here, new Network(true, List.of(loopback, eth0), List.of()), List.of(), 1, List.of(bob));
        assertThat(Shown.text(DoctorPage.report(Checkup.of(vitals, Firewall.UFW))))
                .isEqualTo("""
                          ok    multicast  lo (127.0.0.1, ::1): beacons are sent; nobody was heard there
                          ok    address    listening on 127.0.0.1:5000, seen by others as 127.0.0.1
                          ok    managers   none is used
                          ok    ports      TCP port 5000 is reached: 1 side dialled it
                          ok    clock      within 1 s of what most peers say
                        """);
    }

    @Test
    void withoutLanTheInterfacesAreNamedAndMulticastIsNot() {
        Interface eth0 = new Interface("eth0", false, List.of("192.0.2.7"), Optional.empty());
        assertThat(Checkup.network(new Network(false, List.of(eth0), List.of())))
                .extracting(Finding::sentence)
                .containsExactly("eth0 (192.0.2.7)", "not used, because of --no-lan");
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
