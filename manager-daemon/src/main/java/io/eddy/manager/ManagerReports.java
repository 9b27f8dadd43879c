package io.eddy.manager;

import io.eddy.ManagerEvent;
import io.eddy.ManagerStatus;
import io.eddy.daemon.JsonLine;
import io.eddy.daemon.Report;
import io.eddy.daemon.Tint;
import io.eddy.daemon.Version;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.List;
import java.util.function.BiConsumer;

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

    static Report noGames() {
        BiConsumer<JsonLine, String> none = (json, game) -> {};
        return new Report(
                "games", json -> json.objects("games", List.of(), none), page -> page.line("  no game is running"));
    }

    static Report of(ManagerStatus status) {
        return new Report(
                "status",
                json -> json.field("id", status.id().hex())
                        .field("listen", status.listening().toString())
                        .field("registered", status.registered())
                        .field("online", status.online())
                        .field("links", status.links())
                        .numbers("counters", status.counters()),
                page -> {
                    page.fact("id", status.id().hex())
                            .fact("listening", status.listening().toString())
                            .fact("registered", status.registered() + ", " + status.online() + " online")
                            .fact("links", String.valueOf(status.links()));
                    page.counters(status.counters());
                });
    }
}
