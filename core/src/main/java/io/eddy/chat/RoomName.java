package io.eddy.chat;

import io.eddy.registry.PeerName;
import java.util.Optional;

/** What a room may be called: the same as a peer. Names that look alike are of one room. */
public final class RoomName {
    /** The room that everybody is in. */
    public static final String EVERYONE = "everyone";

    private RoomName() {}

    /** What is wrong with a name and what would be right; nothing when it may be used. */
    public static Optional<String> complaint(String name) {
        return PeerName.complaint(name).map(complaint -> "a room is named as a peer is: " + complaint);
    }

    /** The form by which names are compared, and of which the id of the conversation is made. */
    public static String folded(String name) {
        return PeerName.folded(name);
    }
}
