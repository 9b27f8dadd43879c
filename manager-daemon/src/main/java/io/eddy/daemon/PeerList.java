package io.eddy.daemon;

import io.eddy.directory.KnownPeer;
import io.eddy.directory.PeerState;
import io.eddy.directory.Via;
import io.eddy.node.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The list of peers as both daemons show it. */
public final class PeerList {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private PeerList() {}

    /** The list, under a name that stands for the event and for its field. */
    public static Report report(String event, List<KnownPeer> peers) {
        return new Report(event, json -> json.objects(event, peers, PeerList::fields), page -> {
            if (peers.isEmpty()) {
                page.line("  nobody is known");
            } else {
                page.table(
                        List.of("#", "name", "state", "known by", "address", "last seen"),
                        peers.stream().map(peer -> row(peer, page.nowMillis())).toList());
            }
        });
    }

    private static void fields(JsonLine json, KnownPeer peer) {
        json.field("index", peer.index())
                .field("name", peer.name())
                .field("peer", peer.peer().hex())
                .field("state", peer.state().text())
                .strings("via", peer.via().stream().map(Via::text).toList())
                .field("address", peer.address().map(Endpoint::toString))
                .field("last_seen", peer.lastSeenMillis() == 0 ? null : Long.valueOf(peer.lastSeenMillis()));
    }

    private static List<String> row(KnownPeer peer, long nowMillis) {
        boolean self = peer.via().contains(Via.SELF);
        String via = peer.via().stream().map(Via::text).collect(Collectors.joining(", "));
        return List.of(
                String.valueOf(peer.index()),
                peer.name(),
                peer.state().text(),
                self ? "(you)" : via,
                peer.address().map(Endpoint::toString).orElse("-"),
                self ? "" : lastSeen(peer, nowMillis));
    }

    private static String lastSeen(KnownPeer peer, long nowMillis) {
        if (peer.state() != PeerState.OFFLINE) {
            return "now";
        }
        return peer.lastSeenMillis() == 0 ? "never" : ago(Duration.ofMillis(nowMillis - peer.lastSeenMillis()));
    }

    static String ago(Duration past) {
        if (past.compareTo(MINUTE) < 0) {
            return Math.max(past.toSeconds(), 0) + " s ago";
        }
        if (past.compareTo(HOUR) < 0) {
            return past.toMinutes() + " min ago";
        }
        return past.compareTo(DAY) < 0 ? past.toHours() + " h ago" : past.toDays() + " d ago";
    }
}
