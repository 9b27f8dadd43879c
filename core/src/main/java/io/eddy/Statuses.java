package io.eddy;

import io.eddy.PeerStatus.LinkLine;
import io.eddy.PeerStatus.ManagerLine;
import io.eddy.engine.LinkCounters;
import io.eddy.engine.LinkCounters.Refusal;
import io.eddy.engine.SocketWorld;
import io.eddy.link.LinkTally;
import io.eddy.link.Links;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.NodeCounters;
import io.eddy.node.PeerId;
import io.eddy.registry.Membership;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts together what an operator is shown of a node. */
final class Statuses {
    private Statuses() {}

    static PeerStatus of(PeerNode node, SocketWorld world) {
        Map<String, Long> counters = counters(node.node().counters(), node.links(), world);
        MeshCounters.addTo(counters, node, world);
        List<LinkLine> links =
                node.links().peers().stream().map(peer -> line(node, peer)).toList();
        return new PeerStatus(
                node.name(),
                node.node().self(),
                world.listening(),
                node.mesh().overlay().ownRecord().endpoints(),
                managers(node),
                links,
                Collections.unmodifiableMap(counters));
    }

    static ManagerStatus of(ManagerNode node, SocketWorld world) {
        return new ManagerStatus(
                node.node().self(),
                world.listening(),
                node.registry().players().size(),
                node.registry().onlineCount(),
                node.registry().gameCount(),
                node.links().peers().size(),
                Collections.unmodifiableMap(counters(node.node().counters(), node.links(), world)));
    }

    static List<ManagerLine> managers(PeerNode node) {
        return node.registry().memberships().stream().map(Statuses::line).toList();
    }

    private static ManagerLine line(Membership membership) {
        String state = membership.state().name().toLowerCase(Locale.ROOT);
        String reason = membership.reason();
        boolean explained = !reason.isEmpty()
                && (membership.state() == Membership.State.REFUSED || membership.state() == Membership.State.LOST);
        return new ManagerLine(
                membership.endpoint(),
                membership.manager(),
                membership.name(),
                explained ? state + ": " + reason : state);
    }

    private static LinkLine line(PeerNode node, PeerId peer) {
        Links links = node.links();
        Endpoint address = links.link(peer).map(Link::address).orElse(new Endpoint("", 0));
        boolean outbound = links.link(peer).map(Link::outbound).orElse(false);
        String name =
                node.registry().isManager(peer) ? "(manager)" : node.directory().name(peer);
        return new LinkLine(
                peer,
                name,
                address,
                outbound,
                links.roundTrip(peer),
                node.mesh().overlay().isNeighbour(peer));
    }

    private static Map<String, Long> counters(NodeCounters node, Links links, SocketWorld world) {
        LinkCounters sockets = world.counters();
        LinkTally tally = links.tally();
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("frames_received", node.framesReceived());
        counters.put("frames_sent", node.framesSent());
        counters.put("bytes_in", sockets.bytesIn());
        counters.put("bytes_out", sockets.bytesOut());
        counters.put("sessions", tally.sessions());
        counters.put("accepted", sockets.accepted());
        counters.put("dialled", sockets.dialled());
        counters.put("handshake_failures", sockets.handshakeFailures());
        counters.put("handshake_timeouts", sockets.handshakeTimeouts());
        counters.put("evicted", sockets.evicted());
        for (Refusal refusal : Refusal.values()) {
            counters.put("refused_" + refusal.name().toLowerCase(Locale.ROOT), sockets.refused(refusal));
        }
        counters.put("duplicates", tally.duplicates());
        counters.put("silent", tally.silent());
        counters.put("links_of_other_networks", tally.otherNetworks());
        counters.put("links_of_other_versions", tally.otherVersions());
        counters.put("links_blocked", tally.blocked());
        counters.put("links_overdue", tally.overdue());
        counters.put("slow", sockets.slow());
        counters.put("overloaded", sockets.overloaded());
        counters.put("paused", tally.pauses());
        counters.put("malformed", node.malformedFrames());
        counters.put("violations", node.violations());
        counters.put("unknown_tags", node.unknownTags());
        counters.put("trailing_fields", node.trailingFields());
        counters.put("longest_turn_us", world.loop().longestTurn().duration().toNanos() / 1_000);
        return counters;
    }
}
