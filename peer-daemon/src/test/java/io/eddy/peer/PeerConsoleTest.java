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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
            PeerReports reports = new PeerReports(new Myself(() -> name, () -> started.join().id()));
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
            return await().until(
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
        assertThat(alice.type("/join chess")).contains("\"ok\":false,\"error\":\"not in this version\"");
        assertThat(alice.type("/status")).contains("\"ok\":true");
        assertThat(alice.sees("\"event\":\"status\"")).contains("\"conversation\":\"everyone\"");
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
}
