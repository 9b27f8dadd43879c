package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole games between the shipped jars, driven from a script. */
class GamesIT {
    @TempDir
    Path folder;

    private final List<DaemonProcess> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(DaemonProcess::close);
    }

    private DaemonProcess manager() {
        return keep(DaemonProcess.manager(folder.resolve("manager"), "--listen", "127.0.0.1:0"));
    }

    private DaemonProcess peer(DaemonProcess manager, String name, String... more) {
        List<String> options = new ArrayList<>(List.of("--manager", manager.address()));
        options.addAll(List.of(more));
        DaemonProcess peer = keep(DaemonProcess.peer(folder.resolve(name), name, options.toArray(String[]::new)));
        peer.sees("\"event\":\"registered\"");
        return peer;
    }

    private DaemonProcess keep(DaemonProcess process) {
        started.add(process);
        return process;
    }

    private static String start(DaemonProcess dealer, String command) {
        String result = dealer.type(command);
        assertThat(result).matches(".*\"ok\":true,\"game\":\"[0-9a-f]{32}\".*");
        return result.replaceFirst(".*\"game\":\"([0-9a-f]{32})\".*", "$1");
    }

    /** The end of a game as everybody was told it: the same. */
    private static void allSeeTheEnd(String game, DaemonProcess... players) {
        List<String> ends = new ArrayList<>();
        for (DaemonProcess player : players) {
            String over = player.sees("\"event\":\"game_over\"", game);
            assertThat(player.find("\"event\":\"game_over\"", game)).hasSize(1);
            ends.add(over.replaceFirst(",\"at\".*", ""));
        }
        assertThat(ends).allMatch(ends.get(0)::equals);
        assertThat(ends.get(0)).contains("\"audit\":\"clean\"", "\"winners\":[\"");
        int books = 0;
        for (String count :
                ends.get(0).replaceFirst(".*\"books\":\\{([^}]*)}.*", "$1").split(",", -1)) {
            books += Integer.parseInt(count.replaceFirst(".*:", ""));
        }
        assertThat(books).isEqualTo(13);
    }

    private static String lastHand(DaemonProcess player, String game) {
        List<String> hands = player.find("\"event\":\"game_hand\"", game).toList();
        return hands.get(hands.size() - 1);
    }

    @Test
    void aWholeGameIsPlayedByCommandsAndByPrograms() {
        DaemonProcess manager = manager();
        DaemonProcess alice = peer(manager, "alice");
        DaemonProcess bob = peer(manager, "bob", "--auto");
        DaemonProcess carol = peer(manager, "carol", "--auto");

        String game = start(alice, "/start gofish 2");
        for (DaemonProcess player : List.of(alice, bob, carol)) {
            assertThat(player.sees("\"event\":\"game_started\"", game))
                    .contains("\"dealer\":\"alice\"", "\"cards_each\":7");
            player.sees("\"event\":\"game_hand\"", game);
        }
        alice.sees("\"event\":\"game_turn\"", game, "\"player\":\"alice\"");
        assertThat(alice.type("/deregister")).contains("\"ok\":false");
        assertThat(alice.type("/start gofish 1 bob")).contains("\"ok\":false");

        String rank = lastHand(alice, game).replaceFirst(".*\"hand\":\\[\"(10|.).*", "$1");
        assertThat(alice.type("/ask bob " + rank)).contains("\"ok\":true");
        for (DaemonProcess player : List.of(alice, bob, carol)) {
            player.sees(
                    "\"event\":\"game_move\"",
                    game,
                    "\"player\":\"alice\",\"asked\":\"bob\",\"rank\":\"" + rank + "\"");
        }
        assertThat(alice.type("/auto on")).contains("\"ok\":true");
        allSeeTheEnd(game, alice, bob, carol);

        String next = start(alice, "/start gofish 2 carol bob");
        assertThat(next).isNotEqualTo(game);
        allSeeTheEnd(next, alice, bob, carol);
        assertThat(alice.type("/deregister")).contains("\"ok\":true");
    }

    @Test
    void aPlayerThatWasKilledComesBackToItsGame() throws IOException, InterruptedException {
        DaemonProcess manager = manager();
        DaemonProcess alice = peer(manager, "alice");
        DaemonProcess bob = peer(manager, "bob", "--auto");
        DaemonProcess carol = peer(manager, "carol", "--auto");
        String game = start(alice, "/start gofish 2 bob carol");
        // Nobody moves while it is the turn of alice, who types.
        alice.sees("\"event\":\"game_turn\"", game, "\"player\":\"alice\"");
        carol.sees("\"event\":\"game_turn\"", game, "\"player\":\"alice\"");

        bob.signal("KILL");
        assertThat(bob.exitCode()).isEqualTo(137);
        for (DaemonProcess player : List.of(alice, carol)) {
            player.sees("\"event\":\"game_paused\"", game, "\"player\":\"bob\"");
        }
        assertThat(alice.type("/ask carol " + lastHand(alice, game).replaceFirst(".*\"hand\":\\[\"(10|.).*", "$1")))
                .contains("\"ok\":false", "waits for bob");

        DaemonProcess again = peer(manager, "bob", "--auto");
        for (DaemonProcess player : List.of(alice, carol)) {
            player.sees("\"event\":\"game_resumed\"", game, "\"player\":\"bob\"");
        }
        again.sees("\"event\":\"game_hand\"", game);
        assertThat(alice.type("/auto on")).contains("\"ok\":true");
        allSeeTheEnd(game, alice, again, carol);
    }

    @Test
    void aDealerThatWasKilledGoesOnFromItsStore() throws IOException, InterruptedException {
        DaemonProcess manager = manager();
        DaemonProcess alice = peer(manager, "alice", "--auto");
        DaemonProcess bob = peer(manager, "bob");
        String game = start(alice, "/start gofish 1 bob");
        bob.sees("\"event\":\"game_turn\"", game, "\"player\":\"bob\"");

        alice.signal("KILL");
        assertThat(alice.exitCode()).isEqualTo(137);
        bob.sees("\"event\":\"game_paused\"", game, "\"player\":\"alice\"");
        DaemonProcess again = peer(manager, "alice", "--auto");
        bob.sees("\"event\":\"game_resumed\"", game, "\"player\":\"alice\"");

        assertThat(bob.type("/auto on")).contains("\"ok\":true");
        allSeeTheEnd(game, again, bob);
    }
}
