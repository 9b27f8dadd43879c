package io.eddy.manager;

import io.eddy.Manager;
import io.eddy.Rejected;
import io.eddy.daemon.Arguments;
import io.eddy.daemon.Command;
import io.eddy.daemon.Outcome;
import io.eddy.daemon.PeerList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the manager's operator can ask for. */
final class ManagerCommands {
    private final Manager manager;

    ManagerCommands(Manager manager) {
        this.manager = manager;
    }

    List<Command> all() {
        return List.of(
                new Command("/players", List.of(), "", "lists the registered peers", "/players", this::players),
                new Command("/games", List.of(), "", "lists the games that are running", "/games", this::games),
                new Command(
                        "/kick",
                        List.of(),
                        "NAME",
                        "takes a peer off the list; it may register again",
                        "/kick bob",
                        this::kick),
                new Command(
                        "/status",
                        List.of(),
                        "",
                        "id, address, registered peers, games, links, counters",
                        "/status",
                        this::status));
    }

    /** A manager talks to nobody. */
    CompletableFuture<Outcome> talk(String text) {
        return CompletableFuture.failedFuture(new Rejected("a manager takes commands only; /help lists them"));
    }

    private CompletableFuture<Outcome> players(Arguments arguments) {
        arguments.end();
        return manager.players().thenApply(players -> Outcome.answer(PeerList.report("players", players)));
    }

    private CompletableFuture<Outcome> games(Arguments arguments) {
        arguments.end();
        return manager.games().thenApply(games -> Outcome.answer(ManagerReports.games(games)));
    }

    private CompletableFuture<Outcome> kick(Arguments arguments) {
        String name = arguments.word("NAME");
        arguments.end();
        return manager.kick(name)
                .thenApply(player -> Outcome.made(
                        json -> json.field("name", player.name())
                                .field("peer", player.peer().hex()),
                        page -> {}));
    }

    private CompletableFuture<Outcome> status(Arguments arguments) {
        arguments.end();
        return manager.status().thenApply(status -> Outcome.answer(ManagerReports.of(status)));
    }
}
