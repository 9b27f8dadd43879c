package io.eddy;

import io.eddy.atlas.AtlasTally;
import io.eddy.chat.ChatTally;
import io.eddy.engine.MulticastStatus;
import io.eddy.engine.SocketWorld;
import io.eddy.gossip.GossipTally;
import io.eddy.lan.LanTally;
import io.eddy.overlay.OverlayTally;
import io.eddy.sync.SyncTally;
import java.util.Map;

/** What the protocols of the mesh have counted, under names for people. */
final class MeshCounters {
    private MeshCounters() {}

    static void addTo(Map<String, Long> counters, PeerNode node, SocketWorld world) {
        node.mesh().lan().ifPresent(lan -> add(counters, lan.tally()));
        world.multicastStatus().ifPresent(status -> add(counters, status.dropped()));
        counters.put("beacons_malformed", node.node().counters().malformedDatagrams());
        counters.put("strangers_untold", node.attendance().untold());
        add(counters, node.mesh().overlay().tally());
        counters.put("addresses_in_book", (long) node.mesh().overlay().addressesKept());
        counters.put("neighbours_in_reserve", (long) node.mesh().overlay().reserves());
        add(counters, node.mesh().gossip().tally());
        add(counters, node.mesh().atlas().tally());
        add(counters, node.chat().tally(), node.chat().logs().tally());
    }

    private static void add(Map<String, Long> counters, LanTally lan) {
        counters.put("beacons_sent", lan.announced());
        counters.put("beacons_believed", lan.taken());
        counters.put("beacons_heard_twice", lan.echoes());
        counters.put("beacons_of_oneself", lan.own());
        counters.put("beacons_of_other_networks", lan.otherNetworks());
        counters.put("beacons_of_other_versions", lan.otherVersions());
        counters.put("beacons_replayed", lan.replays());
        counters.put("beacons_forged", lan.forged());
        counters.put("beacons_too_long", lan.tooLong());
        counters.put("beacons_flooded", lan.flooded());
        counters.put("beacons_without_room", lan.crowded());
        counters.put("peers_displaced", lan.displaced());
        counters.put("beacons_checked", lan.checks());
    }

    private static void add(Map<String, Long> counters, MulticastStatus.Dropped dropped) {
        counters.put("datagrams_too_long", dropped.tooLong());
        counters.put("datagrams_from_elsewhere", dropped.foreign());
        counters.put("datagrams_unsent", dropped.unsent());
    }

    private static void add(Map<String, Long> counters, OverlayTally overlay) {
        counters.put("neighbours_called", overlay.calls());
        counters.put("neighbours_unreached", overlay.unreached());
        counters.put("neighbours_unanswered", overlay.unanswered());
        counters.put("neighbours_accepted", overlay.accepted());
        counters.put("neighbours_refused", overlay.refused());
        counters.put("neighbours_displaced", overlay.demoted());
        counters.put("joins_admitted", overlay.joined());
        counters.put("joins_sent_on", overlay.redirected());
        counters.put("shuffles_begun", overlay.shuffles());
        counters.put("shuffles_answered", overlay.shufflesTaken());
        counters.put("probes_for_others", overlay.probes());
        counters.put("probes_in_one_network", overlay.sameNetwork());
        counters.put("walks_shortened", overlay.hopsClamped());
        counters.put("walks_off_their_way", overlay.badPaths());
        counters.put("addresses_refused", overlay.badRecords());
        counters.put("addresses_above_rate", overlay.unlearned());
        counters.put("mesh_too_fast", overlay.overRate());
        counters.put("mesh_too_late", overlay.stale());
        counters.put("mesh_set_right", overlay.mismatches());
    }

    private static void add(Map<String, Long> counters, GossipTally gossip) {
        counters.put("gossip_own", gossip.broadcast());
        counters.put("gossip_received", gossip.received());
        counters.put("gossip_received_again", gossip.duplicates());
        counters.put("gossip_passed_on", gossip.posted());
        counters.put("gossip_asked_for", gossip.grafts());
        counters.put("gossip_asked_less", gossip.prunes());
        counters.put("gossip_sent_when_asked", gossip.answered());
        counters.put("gossip_replayed", gossip.replayed());
        counters.put("gossip_forged", gossip.forged());
        counters.put("gossip_too_much", gossip.tooMany());
        counters.put("gossip_asked_too_much", gossip.unanswered());
        counters.put("gossip_announced_too_much", gossip.unheeded());
        counters.put("neighbours_useless", gossip.useless());
    }

    private static void add(Map<String, Long> counters, AtlasTally atlas) {
        counters.put("map_told", atlas.told());
        counters.put("map_signed", atlas.signed());
        counters.put("map_news", atlas.news());
        counters.put("map_known_already", atlas.known());
        counters.put("map_outdated", atlas.stale());
        counters.put("map_without_room", atlas.full());
        counters.put("map_too_fast", atlas.hasty());
        counters.put("map_of_strangers", atlas.strangers());
    }

    private static void add(Map<String, Long> counters, ChatTally chat, SyncTally logs) {
        counters.put("messages_taken", logs.taken());
        counters.put("messages_again", logs.repeated());
        counters.put("messages_early", logs.early());
        counters.put("messages_left_out", logs.leftOut());
        counters.put("messages_unreadable", chat.unreadable());
        counters.put("messages_given", logs.given());
        counters.put("messages_checked", logs.checked());
        counters.put("messages_dropped_unread", logs.evicted());
        counters.put("logs_unasked", logs.unasked());
        counters.put("logs_unanswered", logs.overdue());
        counters.put("logs_claimed_in_vain", logs.claimedInVain());
        counters.put("logs_forked", logs.forks());
    }
}
