package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped peer without any manager. */
class MeshIT {
    /** The map is told slowly: a change every 5 s over each link. */
    private static final Duration MAP = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<DaemonProcess> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(DaemonProcess::close);
    }

    private DaemonProcess keep(DaemonProcess process) {
        started.add(process);
        return process;
    }

    private DaemonProcess peer(String name, String... more) {
        return keep(DaemonProcess.peer(folder.resolve(name), name, more));
    }

    @Test
    void threePeersLinkedByHandShowTheirNetwork() throws IOException {
        DaemonProcess alice = peer("alice");
        DaemonProcess bob = peer("bob", "--peer", alice.address());
        DaemonProcess carol = peer("carol", "--peer", bob.address());
        assertThat(carol.type("/trace on")).contains("\"ok\":true");
        bob.sees("\"event\":\"peer_online\"", "\"name\":\"carol\"");

        for (DaemonProcess each : List.of(alice, bob, carol)) {
            await().atMost(MAP)
                    .untilAsserted(() -> assertThat(each.asked("map", "/map"))
                            .contains("\"name\":\"alice\"", "\"name\":\"bob\"", "\"name\":\"carol\"", "\"links\":[["));
        }
        assertThat(bob.type("/join chess")).contains("\"ok\":true");
        await().atMost(MAP)
                .untilAsserted(() -> assertThat(carol.asked("map", "/map"))
                        .containsPattern("\"rooms\":\\[\\{\"room\":\"chess\",\"members\":\\[\"[0-9a-f]{64}\"]}]"));
        Path dot = folder.resolve("the network.dot");
        assertThat(alice.type("/map --dot '" + dot + "'")).contains("\"ok\":true", "\"dot\":\"" + dot + "\"");
        assertThat(Files.readString(dot)).contains("\"alice\"", "\"bob\"", "\"carol\"", " -- ");

        assertThat(carol.asked("why", "/why bob"))
                .contains("\"linked\":true", "\"address\":\"" + bob.address() + "\"", "\"outcome\":\"reached\"");
        assertThat(carol.asked("why", "/why " + bob.address())).contains("\"outcome\":\"reached\"");
        assertThat(bob.asked("doctor", "/doctor"))
                .contains("\"ok\":true", "because of --no-lan", "\"topic\":\"ports\",\"verdict\":\"ok\"")
                .doesNotContain("\"verdict\":\"bad\"");

        String message = "what carol says is not in the trace";
        assertThat(carol.type(message)).contains("\"ok\":true");
        alice.sees("\"event\":\"message\"", "\"from\":\"carol\"", message);
        Path trace = folder.resolve("trace.mmd");
        assertThat(carol.type("/trace export " + trace)).contains("\"ok\":true", "\"path\":\"" + trace + "\"");
        assertThat(Files.readString(trace))
                .startsWith("sequenceDiagram\n    participant self as carol\n")
                .contains("as bob\n", ": gossip.Posted, ")
                .doesNotContain(message);
        assertThat(Files.readAllLines(trace).stream().skip(1))
                .allMatch(line -> line.matches("    (participant \\w+ as .+|Note over self: [0-9:.]+"
                        + "|\\w+->>\\w+: [a-z]+\\.\\w+, [0-9]+ bytes)"));
        assertThat(alice.asked("status", "/status"))
                .contains("\"neighbour\":true", "\"rooms\":[\"everyone\"]", "\"gossip_received\":");
    }

    @Test
    void twoPeersOnOneComputerFindEachOtherByThemselves() throws InterruptedException {
        // Other peers may be on this computer.
        String tail = String.valueOf(ProcessHandle.current().pid());
        DaemonProcess dora = keep(DaemonProcess.peerOnLan(folder.resolve("dora"), "dora" + tail, List.of()));
        dora.address();
        DaemonProcess emil = keep(DaemonProcess.peerOnLan(folder.resolve("emil"), "emil" + tail, List.of()));

        assertThat(dora.sees("\"event\":\"peer_online\"", "\"name\":\"emil" + tail + "\""))
                .contains("\"via\":");
        emil.sees("\"event\":\"peer_online\"", "\"name\":\"dora" + tail + "\"");
        await().atMost(MAP).until(() -> emil.asked("users", "/users").contains("\"name\":\"dora" + tail + "\""));
        await().atMost(MAP)
                .until(() -> emil.asked("status", "/status")
                        .matches(".*\"name\":\"dora" + tail
                                + "\",\"address\":\"[^\"]+\",\"outbound\":(true|false),\"neighbour\":true.*"));
        assertThat(emil.type("who is here?")).contains("\"ok\":true");
        dora.sees("\"event\":\"message\"", "\"room\":\"everyone\"", "who is here?");
        assertThat(dora.asked("doctor", "/doctor"))
                .matches(".*\"topic\":\"multicast\",\"verdict\":\"ok\",\"text\":\"[^\"]*a peer was heard .*");

        assertThat(emil.type("/quit")).contains("\"ok\":true");
        dora.sees("\"event\":\"peer_offline\"", "\"name\":\"emil" + tail + "\"");
        assertThat(emil.exitCode()).isZero();
    }
}
