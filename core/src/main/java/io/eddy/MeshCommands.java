package io.eddy;

import io.eddy.atlas.Chart;
import io.eddy.chat.RoomName;
import io.eddy.directory.Attempt;
import io.eddy.directory.Directory;
import io.eddy.node.Endpoint;
import io.eddy.node.FrameTrace.Frame;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.registry.PeerName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator of a peer may ask of the mesh: rooms, the map, and what works and what does not.
 *
 * <p>Every command is a turn. Its outcome comes through its {@link Reply}, at once or in a later turn, within 10 s.
 */
public final class MeshCommands {
    private final PeerNode peer;

    MeshCommands(PeerNode peer) {
        this.peer = peer;
    }

    public void join(String room, Reply<String> reply) {
        Reply<String> inTime = peer.operator().inTime(reply);
        peer.chat().join(room, inTime.<String>after(name -> {
            peer.mesh().roomsAre(peer.chat().rooms());
            peer.conversations().onMet();
            inTime.done(name);
        }));
    }

    public void leave(String room, Reply<String> reply) {
        Reply<String> inTime = peer.operator().inTime(reply);
        peer.chat().leave(room, inTime.<String>after(name -> {
            peer.mesh().roomsAre(peer.chat().rooms());
            inTime.done(name);
        }));
    }

    public List<RoomView> rooms() {
        Chart chart = map();
        List<RoomView> views = new ArrayList<>();
        for (String room : peer.chat().rooms()) {
            views.add(new RoomView(room, members(room, chart)));
        }
        return List.copyOf(views);
    }

    /** The network as this peer knows it. */
    public Chart map() {
        return peer.mesh().chart();
    }

    /** By which ways a peer was tried, or whoever listens at an address. */
    public void why(String who, Reply<Reachability> reply) {
        if (who.contains(":")) {
            whyThere(who, reply);
            return;
        }
        peer.commands().resolve(who, reply, other -> {
            if (other.equals(peer.node().self())) {
                reply.rejected("that is yourself");
            } else {
                reply.done(reachability(other));
            }
        });
    }

    Reachability reachability(PeerId other) {
        Directory directory = peer.directory();
        return new Reachability(
                directory.name(other),
                Optional.of(other),
                peer.links().isUp(other),
                directory.attempts().of(other),
                peer.chat().keptFor(other));
    }

    private void whyThere(String address, Reply<Reachability> reply) {
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse(address, -1);
        } catch (IllegalArgumentException e) {
            reply.rejected(String.valueOf(e.getMessage()));
            return;
        }
        List<Attempt> attempts = peer.directory().attempts().of(endpoint);
        Optional<PeerId> listens = peer.linkedPeers().stream()
                .filter(other ->
                        peer.directory().address(other).filter(endpoint::equals).isPresent())
                .findFirst();
        if (attempts.isEmpty() && listens.isPresent()) {
            reply.done(reachability(listens.get()));
        } else {
            reply.done(new Reachability(endpoint.toString(), listens, listens.isPresent(), attempts, 0));
        }
    }

    /** Notes all frames from here on, or no more. */
    public void trace(boolean on) {
        peer.node().trace(on);
    }

    /** The frames that were noted. */
    public FrameLog frames() {
        List<Frame> frames = peer.node().traced().frames();
        Map<PeerId, String> names = new LinkedHashMap<>();
        for (Frame frame : frames) {
            names.computeIfAbsent(frame.peer(), this::name);
        }
        return new FrameLog(peer.node().isTracing(), frames, names);
    }

    private String name(PeerId side) {
        return peer.registry().isManager(side) ? "(manager)" : peer.directory().name(side);
    }

    private List<String> members(String room, Chart chart) {
        Set<PeerId> members = new LinkedHashSet<>();
        members.add(peer.node().self());
        Set<PeerId> there = new LinkedHashSet<>(peer.linkedPeers());
        chart.nodes().stream()
                .filter(node -> node.state() != Chart.State.OFFLINE)
                .map(Chart.Node::peer)
                .forEach(there::add);
        if (room.equals(RoomName.EVERYONE)) {
            members.addAll(there);
        } else {
            chart.rooms().stream()
                    .filter(other -> PeerName.folded(other.name()).equals(PeerName.folded(room)))
                    .flatMap(other -> other.members().stream())
                    .filter(there::contains)
                    .forEach(members::add);
        }
        return members.stream().map(peer.directory()::name).toList();
    }
}
