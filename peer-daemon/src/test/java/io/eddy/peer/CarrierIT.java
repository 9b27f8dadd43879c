package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped peers: two who are not there at the same time, and a third who carries what they write. */
class CarrierIT {
    private static final String LETTER = "die Schlüssel liegen unter der 🪴";
    private static final String ANSWER = "gefunden, danke";

    @TempDir
    Path folder;

    private final List<DaemonProcess> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(DaemonProcess::close);
    }

    private DaemonProcess peer(String name, String... more) {
        DaemonProcess peer = DaemonProcess.peer(folder.resolve(name), name, more);
        started.add(peer);
        return peer;
    }

    private static void quit(DaemonProcess peer) throws InterruptedException {
        assertThat(peer.type("/quit")).contains("\"ok\":true");
        assertThat(peer.exitCodeAndOutput()).as("%s", peer.errors).isZero();
    }

    /** Messages both ways make two peers contacts, who carry for each other. */
    private static void exchange(DaemonProcess one, String oneName, DaemonProcess other, String otherName) {
        assertThat(one.type("/msg " + otherName + " hello")).contains("\"ok\":true");
        other.sees("\"event\":\"message\"", "\"from\":\"" + oneName + "\"", "hello");
        assertThat(other.type("/msg " + oneName + " hello back")).contains("\"ok\":true");
        one.sees("\"event\":\"message\"", "\"from\":\"" + otherName + "\"", "hello back");
    }

    @Test
    void aThirdPeerCarriesWhatTwoWriteWhoAreNeverThereTogether() throws InterruptedException {
        DaemonProcess carol = peer("carol");
        String carols = carol.address();
        DaemonProcess alice = peer("alice", "--peer", carols);
        DaemonProcess bob = peer("bob", "--peer", carols);
        alice.sees("\"event\":\"peer_online\"", "\"name\":\"bob\"");
        bob.sees("\"event\":\"peer_online\"", "\"name\":\"alice\"");
        exchange(alice, "alice", carol, "carol");
        exchange(bob, "bob", carol, "carol");
        exchange(alice, "alice", bob, "bob");
        quit(bob);

        String said = alice.type("/msg bob " + LETTER);
        assertThat(said).contains("\"ok\":true");
        String letter = said.replaceFirst(".*(\"message\":\"[^\"]+\").*", "$1");
        alice.sees("\"event\":\"sent\"", letter, "carol");
        assertThat(alice.asked("history", "/history bob 1")).contains(letter, "\"state\":\"sent\"");
        quit(alice);
        assertThat(carol.asked("search", "/search Schlüssel")).contains("\"messages\":[]");

        DaemonProcess back = peer("bob", "--peer", carols);
        back.sees("\"event\":\"message\"", letter, "\"from\":\"alice\"", LETTER);
        assertThat(back.asked("history", "/history alice 1")).contains(letter, LETTER);
        assertThat(back.asked("search", "/search Schlüssel")).contains(letter, LETTER);
        String replied = back.type("/msg alice " + ANSWER);
        String reply = replied.replaceFirst(".*(\"message\":\"[^\"]+\").*", "$1");
        back.sees("\"event\":\"sent\"", reply, "carol");
        quit(back);
        assertThat(back.find("\"event\":\"message\"", letter)).hasSize(1);

        DaemonProcess returned = peer("alice", "--peer", carols);
        returned.sees("\"event\":\"delivered\"", letter, "\"to\":\"bob\"");
        returned.sees("\"event\":\"message\"", reply, "\"from\":\"bob\"", ANSWER);
        assertThat(returned.asked("history", "/history bob 2"))
                .containsSubsequence(letter, "\"state\":\"delivered\"", reply, ANSWER);

        // Its receipt may take seconds, so whoever has read and quits at once tells of it when it is there again.
        DaemonProcess again = peer("bob", "--peer", carols);
        again.sees("\"event\":\"delivered\"", reply, "\"to\":\"alice\"");
        assertThat(again.asked("history", "/history alice 2"))
                .containsSubsequence(letter, LETTER, reply, "\"state\":\"delivered\"");
        assertThat(again.asked("search", "/search Schlüssel")).contains(letter, LETTER);
        quit(again);
        assertThat(again.find("\"event\":\"message\"")).isEmpty();
        assertThat(carol.find(LETTER)).isEmpty();
        assertThat(carol.find(ANSWER)).isEmpty();
    }
}
