package io.eddy.manager;

import io.eddy.ManagerEvent;
import io.eddy.ManagerStatus;
import io.eddy.daemon.JsonLine;
import io.eddy.daemon.Page;
import io.eddy.daemon.Report;
import io.eddy.daemon.Tint;
import io.eddy.daemon.Version;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.registry.GameLine;
import io.eddy.ring.RingId;
import java.util.List;
import java.util.Optional;

/** How what happens at a manager is told to its operator. */
final class ManagerReports {
    private static final int NAME_COLUMNS = 10;

    private ManagerReports() {}

    static Report ready(PeerId id, Endpoint listening) {
        return new Report(
                "ready",
                json -> json.field("name", "manager")
                        .field("id", id.hex())
                        .field("listen", listening.toString())
                        .field("version", Version.CURRENT),
                page -> page.text("Eddy " + Version.CURRENT + "  ")
                        .text(Tint.NAME, "manager")
                        .line("  id " + id.brief() + "  listening on " + listening)
                        .line("/help lists the commands."));
    }

    static Report of(ManagerEvent event) {
        if (event instanceof ManagerEvent.PlayerRegistered e) {
            return player("player_registered", "registered", e.name(), e.peer(), e.address());
        }
        if (event instanceof ManagerEvent.PlayerDeregistered e) {
            return player("player_deregistered", "left the list", e.name(), e.peer(), e.address());
        }
        if (event instanceof ManagerEvent.PlayerLost e) {
            return player("player_lost", "is offline", e.name(), e.peer(), e.address());
        }
        if (event instanceof ManagerEvent.GameStarted e) {
            return gameStarted(e.game(), e.players());
        }
        if (event instanceof ManagerEvent.GameEnded e) {
            return gameEnded(e.game(), e.players(), e.reason());
        }
        throw new IllegalStateException("no words for " + event);
    }

    private static Report player(String event, String what, String name, PeerId peer, Endpoint address) {
        return new Report(
                event,
                json -> json.field("name", name).field("peer", peer.hex()).field("address", address.toString()),
                page -> page.at(page.nowMillis())
                        .column(Tint.NAME, name, NAME_COLUMNS)
                        .line(what + "  " + address));
    }

    private static Report gameStarted(RingId game, List<String> players) {
        return new Report(
                "game_started",
                json -> json.field("game", game.hex()).strings("players", players),
                page -> game(page, game).line("  started  " + String.join(", ", players)));
    }

    private static Report gameEnded(RingId game, List<String> players, String reason) {
        return new Report(
                "game_ended",
                json -> json.field("game", game.hex())
                        .strings("players", players)
                        .field("reason", reason),
                page -> game(page, game).line("  ended  " + String.join(", ", players) + "  (" + reason + ")"));
    }

    private static Page game(Page page, RingId game) {
        return page.at(page.nowMillis()).text(Tint.NAME, "game " + game.brief());
    }

    /** A manager does not see into the games: whose turn it is, and the books, are the players' matter. */
    static Report games(List<GameLine> games) {
        return new Report("games", json -> json.objects("games", games, ManagerReports::fields), page -> {
            if (games.isEmpty()) {
                page.line("  no game is running");
            } else {
                page.table(
                        List.of("game", "kind", "players"),
                        games.stream().map(ManagerReports::row).toList());
            }
        });
    }

    private static void fields(JsonLine json, GameLine game) {
        json.field("game", game.game().hex())
                .field("kind", game.kind())
                .strings("players", game.players())
                .field("turn", Optional.empty())
                .field("books", Optional.empty());
    }

    private static List<String> row(GameLine game) {
        return List.of(game.game().brief(), game.kind(), String.join(", ", game.players()));
    }

    static Report of(ManagerStatus status) {
        return new Report(
                "status",
                json -> json.field("id", status.id().hex())
                        .field("listen", status.listening().toString())
                        .field("registered", status.registered())
                        .field("online", status.online())
                        .field("games", status.games())
                        .field("links", status.links())
                        .numbers("counters", status.counters()),
                page -> {
                    page.fact("id", status.id().hex())
                            .fact("listening", status.listening().toString())
                            .fact("registered", status.registered() + ", " + status.online() + " online")
                            .fact("games", String.valueOf(status.games()))
                            .fact("links", String.valueOf(status.links()));
                    page.counters(status.counters());
                });
    }
}
