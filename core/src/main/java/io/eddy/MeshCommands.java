package io.eddy;

import io.eddy.atlas.Chart;
import io.eddy.chat.RoomName;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import io.eddy.registry.PeerName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the operator of a peer may ask of the mesh: rooms, and the map.
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
        return peer.mesh().atlas().chart();
    }

    private List<String> members(String room, Chart chart) {
        Set<PeerId> members = new LinkedHashSet<>();
        members.add(peer.node().self());
        if (room.equals(RoomName.EVERYONE)) {
            members.addAll(peer.linkedPeers());
            chart.nodes().stream()
                    .filter(node -> node.state() != Chart.State.OFFLINE)
                    .map(Chart.Node::peer)
                    .forEach(members::add);
        } else {
            chart.rooms().stream()
                    .filter(other -> PeerName.folded(other.name()).equals(PeerName.folded(room)))
                    .forEach(other -> members.addAll(other.members()));
        }
        return members.stream().map(peer.directory()::name).toList();
    }
}
