package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eddy.Manager;
import io.eddy.ManagerConfig;
import io.eddy.Peer;
import io.eddy.PeerConfig;
import io.eddy.daemon.Console;
import io.eddy.daemon.Ending;
import io.eddy.daemon.JsonScreen;
import io.eddy.daemon.Screen;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Consoles over real peers, which share a process with their manager. */
class PeerConsoleTest {
    /** Every command of the contract, by all its names. */
    private static final List<String> CONTRACT = List.of(
            "/help",
            "/?",
            "/status",
            "/users",
            "/who",
            "/query players",
            "/register",
            "/deregister",
            "/de-register",
            "/connect",
            "/disconnect",
            "/msg",
            "/chat",
            "/say",
            "/join",
            "/leave",
            "/rooms",
            "/history",
            "/search",
            "/send",
            "/files",
            "/accept",
            "/decline",
            "/cancel",
            "/start",
            "/start game",
            "/games",
            "/query games",
            "/hand",
            "/ask",
            "/end",
            "/auto",
            "/verify",
            "/block",
            "/unblock",
            "/map",
            "/doctor",
            "/why",
            "/ping",
            "/trace",
            "/quit",
            "/exit");

    private final Manager manager = Manager.start(ManagerConfig.inMemory());
    private final Seat alice = new Seat("alice");
    private final Seat bob = new Seat("bob");

    /** One person's peer and console. */
    private final class Seat {
        final List<String> shown = new CopyOnWriteArrayList<>();
        final Peer peer;
        final Console console;

        Seat(String name) {
            Screen screen = new JsonScreen(shown::add, Clock.systemUTC());
            CompletableFuture<Peer> started = new CompletableFuture<>();
            PeerReports reports =
                    new PeerReports(new Myself(() -> name, () -> started.join().id()));
            peer = Peer.start(PeerConfig.inMemory(name)
                    .manager(manager.address())
                    .onEvent(event -> screen.show(reports.of(event))));
            started.complete(peer);
            PeerCommands commands = new PeerCommands(peer, screen, reports);
            console = new Console(screen, commands.all(), commands::talk, peer::execute, new Ending(), true);
            peer.registered()
                    .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }

        /** Types a command, and gives its result. */
        String type(String command) {
            String id = "t" + shown.size();
            console.line("#" + id + " " + command);
            return sees("\"event\":\"result\",\"id\":\"" + id + "\"");
        }

        /** Waits for a line with all these parts. */
        String sees(String... parts) {
            return await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> shown.stream()
                                    .filter(line -> List.of(parts).stream().allMatch(line::contains))
                                    .findFirst(),
                            java.util.Optional::isPresent)
                    .orElseThrow();
        }
    }

    @AfterEach
    void close() {
        alice.peer.close();
        bob.peer.close();
        manager.close();
    }

    @Test
    void theTableHoldsEveryCommandOfTheContract() {
        assertThat(alice.console.commands().names()).containsExactlyInAnyOrderElementsOf(CONTRACT);
    }

    @Test
    void whatIsTypedRightBehindChatIsSaidThere() {
        alice.console.line("/join chess");
        alice.console.line("/chat chess");
        alice.console.line("/say in chess");
        alice.console.line("/chat nobody");
        alice.console.line("still in chess");
        alice.console.line("/chat everyone");
        assertThat(alice.type("to everyone")).contains("\"ok\":true");

        alice.sees("\"event\":\"result\",\"ok\":false,\"error\":\"no peer is named nobody");
        assertThat(alice.type("/history everyone")).contains("\"ok\":true");
        assertThat(alice.type("/history chess")).contains("\"ok\":true");
        assertThat(alice.sees("\"event\":\"history\"", "\"room\":\"chess\""))
                .containsSubsequence("in chess", "still in chess")
                .doesNotContain("to everyone");
        assertThat(alice.sees("\"event\":\"history\"", "\"room\":\"everyone\"")).doesNotContain("in chess");
    }

    @Test
    void peersTalkDirectlyAndToEveryone() {
        assertThat(alice.type("/msg bob  hi  bob ")).contains("\"ok\":true,\"message\":\"");
        bob.sees("\"event\":\"message\"", "\"from\":\"alice\"", "\"to\":\"bob\"", "\"text\":\" hi  bob \"");
        alice.sees("\"event\":\"delivered\"", "\"to\":\"bob\"");

        assertThat(bob.type("/chat alice")).contains("\"ok\":true,\"conversation\":\"alice\"");
        assertThat(bob.type("//me too")).contains("\"ok\":true,\"message\":\"");
        alice.sees("\"event\":\"message\"", "\"to\":\"alice\"", "\"text\":\"/me too\"");

        assertThat(alice.type("hello all")).contains("\"ok\":true");
        bob.sees("\"event\":\"message\"", "\"room\":\"everyone\"", "\"text\":\"hello all\"");
        assertThat(alice.shown).noneMatch(line -> line.contains("hello all"));
    }

    @Test
    void listsAndFactsComeBeforeTheirResults() {
        assertThat(alice.type("/connect bob")).contains("\"ok\":true,\"name\":\"bob\"");
        for (String command : List.of("users", "status", "rooms")) {
            String result = alice.type("/" + command);
            assertThat(result).contains("\"ok\":true");
            String event = alice.sees("\"event\":\"" + command + "\"", "bob");
            assertThat(alice.shown.indexOf(event)).isLessThan(alice.shown.indexOf(result));
        }
        assertThat(alice.type("/ping bob")).contains("\"ok\":true");
        assertThat(alice.type("/verify bob")).contains("\"ok\":true");
        assertThat(alice.sees("\"event\":\"rooms\"")).contains("\"members\":[\"alice\",\"bob\"]");
    }

    @Test
    void whatCannotBeDoneIsAnErrorAndChangesNothing() {
        assertThat(alice.type("/msg nobody hi")).contains("\"ok\":false", "nobody");
        assertThat(alice.type("/chat nobody")).contains("\"ok\":false");
        assertThat(alice.type("/register not:a:host")).contains("\"ok\":false", "IPv6");
        assertThat(alice.type("/register 127.0.0.1 1x")).contains("\"ok\":false", "begins with a letter");
        assertThat(alice.type("/say")).contains("\"ok\":false", "/say TEXT");
        assertThat(alice.type("/send bob a.txt")).contains("\"ok\":false,\"error\":\"not in this version\"");
        assertThat(alice.type("/history bob x")).contains("'x' is no number of messages: /history [PEER|ROOM] [N]");
        assertThat(alice.type("/history nobody")).contains("\"ok\":false", "nobody");
        assertThat(alice.type("/history everyone 0")).contains("\"ok\":false", "1 to 1000 messages");
        assertThat(alice.type("/search")).contains("\"ok\":false", "/search TEXT [N]");
        assertThat(alice.type("/search \"*")).contains("\"ok\":false", "there is no word to search for");
        assertThat(alice.type("/status")).contains("\"ok\":true");
        assertThat(alice.sees("\"event\":\"status\"")).contains("\"conversation\":\"everyone\"");
    }

    @Test
    void whatWasSaidIsShownAgainAndFound() {
        String hello = alice.type("/msg bob hello bob");
        alice.sees("\"event\":\"delivered\"");
        alice.type("/msg bob room 101, at \"noon\"");
        alice.type("a word to all");
        bob.sees("\"room\":\"everyone\"", "a word to all");
        bob.sees("101");

        assertThat(bob.type("/history alice 1")).contains("\"ok\":true");
        assertThat(bob.sees("\"event\":\"history\""))
                .contains("\"from\":\"alice\"", "\"to\":\"bob\",\"text\":\"room 101, at \\\"noon\\\"\"")
                .doesNotContain("hello bob", "state");
        assertThat(alice.type("/history bob")).contains("\"ok\":true");
        assertThat(alice.sees("\"event\":\"history\"", "hello bob"))
                .contains(hello.replaceFirst("(?s).*(\"message\":\"[^\"]+\").*", "$1"))
                .contains("\"from\":\"alice\"", "\"text\":\"hello bob\"", "\"state\":\"delivered\"");
        assertThat(alice.type("/history 1")).contains("\"ok\":true");
        assertThat(alice.sees("\"event\":\"history\"", "a word to all"))
                .contains("\"room\":\"everyone\"")
                .containsPattern("\"state\":\"(kept|sent)\"");
        assertThat(bob.type("/search WORD 5")).contains("\"ok\":true");
        assertThat(bob.sees("\"event\":\"search\""))
                .contains("\"text\":\"a word to all\"", "\"snippet\":\"a word to all\"");
        assertThat(alice.type("/search room \"101\"")).contains("\"ok\":true");
        alice.sees("\"event\":\"search\"", "room 101");
    }

    @Test
    void aBlockedPeerReachesNobodyUntilItIsUnblocked() {
        assertThat(alice.type("/connect bob")).contains("\"ok\":true");
        assertThat(alice.type("/block bob")).contains("\"ok\":true");
        assertThat(alice.type("/ping bob")).contains("\"ok\":false");
        assertThat(alice.type("/unblock bob")).contains("\"ok\":true");
        assertThat(alice.type("/connect bob")).contains("\"ok\":true");
    }

    @Test
    void whoLeavesTheListIsOffIt() {
        assertThat(bob.type("/de-register")).contains("\"ok\":true,\"managers\":1");
        assertThat(bob.shown).anyMatch(line -> line.contains("\"event\":\"deregistered\""));
        assertThat(manager.players().join()).extracting(player -> player.name()).containsExactly("alice");
    }

    @Test
    void aWrongCommandOfTheGameSaysWhatWouldBeRight() {
        Map<String, String> complaints = new LinkedHashMap<>();
        complaints.put("/start", "the game is missing: /start gofish K [PEER...]");
        complaints.put("/start chess 2", "no game 'chess' is known, only gofish is: /start gofish K [PEER...]");
        complaints.put("/start gofish", "K, the number of other players, is missing: /start gofish K [PEER...]");
        complaints.put("/start game", "K, the number of other players, is missing: /start game K [PEER...]");
        for (String k : List.of("x", "0", "5", "7", "-1", "1x", "99999999999")) {
            complaints.put(
                    "/start gofish " + k,
                    "'" + k + "' is not a number of other players from 1 to 4: /start gofish K [PEER...]");
        }
        complaints.put(
                "/start gofish 2 bob",
                "K is 2, but 1 player is named; name as many, or none to have them picked: /start gofish K [PEER...]");
        complaints.put("/start gofish 1 bob carol", "K is 1, but 2 players are named; name as many, or none");
        complaints.put("/start gofish 1 nobody", "nobody");
        complaints.put("/start gofish 4", "");
        complaints.put("/hand", "you have no game");
        complaints.put("/hand now", "'now' is too much: /hand");
        complaints.put("/ask", "PEER is missing: /ask PEER RANK");
        complaints.put("/ask bob", "RANK (A 2 3 4 5 6 7 8 9 10 J Q K) is missing: /ask PEER RANK");
        complaints.put("/ask bob 11", "'11' is no rank; the ranks are A 2 3 4 5 6 7 8 9 10 J Q K");
        complaints.put("/ask bob 7 8", "'8' is too much: /ask PEER RANK");
        complaints.put("/ask bob 7", "");
        complaints.put("/end", "you have no game");
        complaints.put("/end 7f3a", "7f3a");
        complaints.put("/auto", "on or off is missing: /auto on|off");
        complaints.put("/auto maybe", "'maybe' is neither on nor off: /auto on|off");

        complaints.forEach((command, complaint) ->
                assertThat(alice.type(command)).as(command).contains("\"ok\":false,\"error\":\"", complaint));

        assertThat(alice.type("/games")).contains("\"ok\":true");
        assertThat(alice.sees("\"event\":\"games\"")).contains("\"games\":[]");
        assertThat(bob.shown).noneMatch(line -> line.contains("game"));
    }

    @Test
    void aGameIsStartedShownAndEndedByItsDealer() {
        String started = alice.type("/start gofish 1 bob");
        String game = game(started);
        for (Seat seat : List.of(alice, bob)) {
            assertThat(seat.sees("game_started", game))
                    .contains(
                            "\"kind\":\"gofish\",\"players\":[\"alice\",\"bob\"],\"dealer\":\"alice\",\"cards_each\":7");
            assertThat(seat.sees("game_hand", game)).matches(".*\"hand\":\\[(\"(10|[2-9AJQK])[SHDC]\",?){7}].*\n");
            seat.sees("game_turn", game, "\"player\":\"bob\"");
        }

        assertThat(bob.type("/query games")).contains("\"ok\":true");
        assertThat(bob.sees("\"event\":\"games\"", game))
                .contains("\"players\":[\"alice\",\"bob\"],\"turn\":\"bob\",\"books\":{\"alice\":");
        String hand = bob.type("/hand");
        assertThat(hand).contains("\"ok\":true");
        String table = bob.sees("game_hand", game, "\"stock\":38");
        assertThat(bob.shown.indexOf(table)).isLessThan(bob.shown.indexOf(hand));
        assertThat(table).contains("\"turn\":\"bob\"", "{\"name\":\"alice\",\"cards\":");

        assertThat(bob.type("/deregister")).contains("\"ok\":false");
        assertThat(bob.type("/start gofish 1")).contains("\"ok\":false");
        assertThat(alice.type("/ask bob " + held(table))).contains("\"ok\":false");
        assertThat(bob.type("/end")).contains("\"ok\":false", "alice");
        assertThat(alice.type("/end " + game.substring(0, 6))).contains("\"ok\":true,\"game\":\"" + game + "\"");
        for (Seat seat : List.of(alice, bob)) {
            assertThat(seat.sees("game_aborted", game)).contains("\"reason\":\"alice ended the game\"");
        }
    }

    @Test
    void aMoveIsMadeByCommandAndTheRestByItself() {
        String game = game(alice.type("/start game 1"));
        bob.sees("game_turn", game, "\"player\":\"bob\"");
        assertThat(bob.type("/hand")).contains("\"ok\":true");
        String rank = held(bob.sees("game_hand", game, "\"stock\""));

        assertThat(bob.type("/ask alice " + missing(bob.sees("game_hand", game, "\"stock\""))))
                .contains("\"ok\":false");
        assertThat(bob.type("/ask bob " + rank)).contains("\"ok\":false");
        assertThat(bob.type("/ask alice " + rank.toLowerCase(Locale.ROOT))).contains("\"ok\":true");
        for (Seat seat : List.of(alice, bob)) {
            assertThat(seat.sees("game_move", game))
                    .contains("\"player\":\"bob\",\"asked\":\"alice\",\"rank\":\"" + rank + "\",\"got\":")
                    .contains("\"overdue\":false");
        }

        assertThat(alice.type("/auto on")).contains("\"ok\":true");
        assertThat(bob.type("/auto on")).contains("\"ok\":true");
        String over = alice.sees("game_over", game);
        assertThat(over).contains("\"audit\":\"clean\"").matches(".*\"books\":\\{\"alice\":[0-9]+,\"bob\":[0-9]+}.*\n");
        assertThat(fields(bob.sees("game_over", game))).isEqualTo(fields(over));
        String next = game(alice.type("/start gofish 1 bob"));
        assertThat(next).isNotEqualTo(game);
        bob.sees("game_over", next, "\"audit\":\"clean\"");
    }

    private static String game(String result) {
        assertThat(result).matches(".*\"ok\":true,\"game\":\"[0-9a-f]{32}\".*\n");
        return result.replaceFirst("(?s).*\"game\":\"([0-9a-f]{32})\".*", "$1");
    }

    /** A rank of which this hand holds a card. */
    private static String held(String hand) {
        return hand.replaceFirst("(?s).*\"hand\":\\[\"(10|.).*", "$1");
    }

    /** A rank of which this hand holds none. */
    private static String missing(String hand) {
        return Stream.of("A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K")
                .filter(rank ->
                        Stream.of("S", "H", "D", "C").noneMatch(suit -> hand.contains("\"" + rank + suit + "\"")))
                .findFirst()
                .orElseThrow();
    }

    private static String fields(String line) {
        return line.replaceFirst("(?s),\"at\".*", "");
    }
}
