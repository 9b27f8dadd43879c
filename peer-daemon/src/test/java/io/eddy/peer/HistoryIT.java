package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jars: what was said is found again after a kill, and in a copy. */
class HistoryIT {
    @TempDir
    Path folder;

    private final List<DaemonProcess> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(DaemonProcess::close);
    }

    private DaemonProcess peer(String data, String name, String... more) {
        return keep(DaemonProcess.peer(folder.resolve(data), name, more));
    }

    private DaemonProcess keep(DaemonProcess process) {
        started.add(process);
        return process;
    }

    private DaemonProcess run(String... arguments) {
        return keep(DaemonProcess.start("peer.jar", List.of(arguments)));
    }

    @Test
    void whatWasSaidSurvivesAKillAndIsInACopy() throws Exception {
        DaemonProcess bob = peer("bob", "bob");
        DaemonProcess alice = peer("alice", "alice", "--peer", bob.address());
        assertThat(alice.type("/msg " + bob.address() + " grüß dich 日本 🎲")).contains("\"ok\":true");
        alice.sees("\"event\":\"delivered\"");
        String data = folder.resolve("alice").toString();
        DaemonProcess refused = run("export", "--data", data);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors).anyMatch(line -> line.contains("is in use by process"));
        alice.signal("KILL");
        alice.exitCode();

        DaemonProcess again = peer("alice", "alice");
        assertThat(again.type("/history bob")).contains("\"ok\":true");
        again.sees("\"event\":\"history\"", "grüß dich 日本 🎲", "\"state\":\"delivered\"");
        assertThat(again.type("/quit")).contains("\"ok\":true");
        assertThat(again.exitCode()).isZero();

        Path file = folder.resolve("alice.jsonl");
        DaemonProcess exported = run("export", "--data", data, "--output", file.toString());
        assertThat(exported.exitCode()).as("%s", exported.errors).isZero();
        DaemonProcess printed = run("export", "--data", data);
        assertThat(printed.exitCode()).isZero();
        assertThat(printed.output).isEqualTo(Files.readAllLines(file));
        String copy = folder.resolve("copy").toString();
        assertThat(run("import", "--data", copy, file.toString()).exitCode()).isZero();
        assertThat(run("import", "--data", copy, file.toString()).exitCode()).isEqualTo(1);
        DaemonProcess copied = peer("copy", "alice");
        assertThat(copied.type("/search dich")).contains("\"ok\":true");
        copied.sees("\"event\":\"search\"", "grüß dich 日本 🎲");
    }
}
