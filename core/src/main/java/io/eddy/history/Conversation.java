package io.eddy.history;

import io.eddy.chat.RoomName;
import io.eddy.chat.Talk;
import io.eddy.chat.Talk.In;
import io.eddy.chat.Talk.With;
import io.eddy.entry.Group;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.util.Optional;

/**
 * With whom something was said: with one peer, or with everybody in a room.
 *
 * @param id of the peer, or of the room's group
 * @param roomName as the room was called here; empty for a peer
 */
public record Conversation(Bytes id, String roomName) {
    static Conversation of(Talk where) {
        return where instanceof In in ? in(in.name()) : with(((With) where).peer());
    }

    public static Conversation with(PeerId peer) {
        return new Conversation(Bytes.owning(peer.toBytes()), "");
    }

    /** The room that goes by this name, however it is written. */
    public static Conversation in(String room) {
        return new Conversation(Group.ofRoom(RoomName.folded(room)), room);
    }

    public Optional<String> room() {
        return roomName.isEmpty() ? Optional.empty() : Optional.of(roomName);
    }

    /** The other one, when it is with one peer. */
    public Optional<PeerId> peer() {
        return roomName.isEmpty() ? Optional.of(PeerId.fromBytes(id.array())) : Optional.empty();
    }
}
