package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jars, driven from a script. */
class DaemonsIT {
    @TempDir
    Path folder;

    private final List<DaemonProcess> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(DaemonProcess::close);
    }

    private DaemonProcess manager(String listen) {
        return keep(DaemonProcess.manager(folder.resolve("manager"), "--listen", listen));
    }

    private DaemonProcess peer(String name, String... more) {
        return keep(DaemonProcess.peer(folder.resolve(name), name, more));
    }

    private DaemonProcess keep(DaemonProcess process) {
        started.add(process);
        return process;
    }

    @Test
    void peersRegisterTalkAndQuit() throws InterruptedException {
        DaemonProcess manager = manager("127.0.0.1:0");
        DaemonProcess alice = peer("alice", "--manager", manager.address());
        DaemonProcess bob = peer("bob");
        alice.sees("\"event\":\"registered\"", "\"name\":\"alice\"");
        assertThat(bob.type("/register " + manager.address())).contains("\"ok\":true");
        assertThat(manager.type("/players")).contains("\"ok\":true");
        manager.sees("\"event\":\"players\"", "alice", "bob");

        String sent = alice.type("/msg bob grüß dich 日本 🎲");
        String message = sent.replaceFirst(".*(\"message\":\"[^\"]+\").*", "$1");
        bob.sees("\"event\":\"message\"", message, "\"from\":\"alice\"", "\"to\":\"bob\"", "grüß dich 日本 🎲");
        alice.sees("\"event\":\"delivered\"", message, "\"to\":\"bob\"");
        assertThat(bob.type("/msg alice back")).contains("\"ok\":true");
        alice.sees("\"event\":\"message\"", "\"text\":\"back\"");
        assertThat(alice.type("/users")).contains("\"ok\":true");
        alice.sees("\"event\":\"users\"", "\"name\":\"alice\"", "\"name\":\"bob\"");

        for (DaemonProcess process : List.of(alice, bob, manager)) {
            assertThat(process.type("/quit")).contains("\"ok\":true");
            assertThat(process.exitCode()).isZero();
            assertThat(process.output).allMatch(line -> line.startsWith("{\"event\":\"") && line.endsWith("}"));
        }
        assertThat(bob.find("\"event\":\"message\"", message)).hasSize(1);
    }

    @Test
    void theEndOfInputQuitsAfterAllResultsWhereThatIsWanted() throws InterruptedException {
        DaemonProcess alice = peer("alice", "--exit-on-eof");
        alice.write("#1 /status\n#2 /msg nobody hi\n#3 /users\n#4 hello\n#5 /frob");
        alice.endInput();

        assertThat(alice.exitCode()).isZero();
        for (int id = 1; id <= 5; id++) {
            assertThat(alice.find("\"event\":\"result\",\"id\":\"" + id + "\"")).hasSize(1);
        }
        assertThat(alice.output.get(0)).contains("\"event\":\"ready\"");
    }

    @Test
    void theEndOfInputIsNothingElse() {
        DaemonProcess alice = peer("alice");
        alice.address();
        alice.endInput();
        DaemonProcess bob = peer("bob", "--peer", alice.address());
        bob.sees("\"event\":\"peer_online\"", "\"name\":\"alice\"");

        assertThat(bob.type("/msg alice still there?")).contains("\"ok\":true");
        bob.sees("\"event\":\"delivered\"", "\"to\":\"alice\"");
        assertThat(alice.isAlive()).isTrue();
    }

    @Test
    void signalsEndCleanly() throws IOException, InterruptedException {
        DaemonProcess manager = manager("127.0.0.1:0");
        DaemonProcess alice = peer("alice", "--manager", manager.address());
        DaemonProcess bob = peer("bob", "--peer", alice.address());
        bob.sees("\"event\":\"peer_online\"", "\"name\":\"alice\"");

        alice.signal("TERM");
        assertThat(alice.exitCode()).isEqualTo(143);
        bob.sees("\"event\":\"peer_offline\"", "\"name\":\"alice\"");
        bob.signal("INT");
        assertThat(bob.exitCode()).isEqualTo(130);
        manager.signal("TERM");
        assertThat(manager.exitCode()).isEqualTo(143);
        assertThat(alice.errors).isEmpty();
        assertThat(bob.errors).isEmpty();
    }

    @Test
    void aManagerThatWasKilledIsFoundAgainWithItsRegistry() throws IOException, InterruptedException {
        DaemonProcess manager = manager("127.0.0.1:0");
        String address = manager.address();
        DaemonProcess alice = peer("alice", "--manager", address);
        alice.sees("\"event\":\"registered\"");
        manager.signal("KILL");
        assertThat(manager.exitCode()).isEqualTo(137);
        alice.sees("\"event\":\"manager_lost\"", address);

        manager(address).address();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> alice.find("\"event\":\"registered\"").count() == 2);
        DaemonProcess impostor = keep(DaemonProcess.peer(folder.resolve("other"), "alice", "--manager", address));
        impostor.sees("\"event\":\"register_refused\"", "\"name\":\"alice\"");
    }

    @Test
    void aDataFolderIsForItsOwnerAloneAndForOneProcess() throws IOException, InterruptedException {
        DaemonProcess alice = peer("alice");
        alice.address();

        assertThat(Files.getPosixFilePermissions(folder.resolve("alice")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        DaemonProcess second = peer("alice");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output).isEmpty();
        await().until(() -> second.errors.size() == 1);
        assertThat(second.errors.get(0)).contains("in use");
    }

    @Test
    void aPortThatIsTakenIsAFailureAtRunTime() throws InterruptedException {
        DaemonProcess alice = peer("alice");
        DaemonProcess manager = manager("127.0.0.1:" + alice.port());

        assertThat(manager.exitCode()).isEqualTo(1);
        assertThat(manager.output).isEmpty();
        await().until(() -> manager.errors.size() == 1);
        assertThat(manager.errors.get(0)).contains(String.valueOf(alice.port()));
    }

    @Test
    void wrongArgumentsAreOneLineAndTwo() throws InterruptedException {
        DaemonProcess peer = keep(DaemonProcess.start("peer.jar", List.of("--nam", "alice")));

        assertThat(peer.exitCode()).isEqualTo(2);
        await().until(() -> peer.errors.size() == 1);
        assertThat(peer.errors.get(0)).contains("--nam", "--help");
    }

    @Test
    void simulateRunsAScenarioAndTellsItOnce() throws InterruptedException {
        DaemonProcess simulate = keep(DaemonProcess.start(
                "peer.jar", List.of("simulate", "--peers", "10", "--seed", "1", "--scenario", "quiescent", "--json")));

        assertThat(simulate.exitCode()).isZero();
        simulate.sees("\"event\":\"simulated\"", "\"scenario\":\"quiescent\"", "\"peers\":10", "\"reached\":1");
        assertThat(simulate.output).hasSize(1);
        assertThat(simulate.errors).isEmpty();
    }

    @Test
    void theDemoHappens() throws InterruptedException {
        DaemonProcess demo = keep(DaemonProcess.start("peer.jar", List.of("demo")));

        assertThat(demo.exitCode()).isZero();
        demo.sees("All of it happened");
        assertThat(demo.errors).isEmpty();
    }
}
