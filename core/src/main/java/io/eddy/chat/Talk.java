package io.eddy.chat;

import io.eddy.entry.Group;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.util.Optional;

/** Where something is said: to one other peer, or in a room. */
public sealed interface Talk {

    /** The id of the conversation, as this peer sees it. */
    Bytes group(PeerId self);

    /** Nothing when it is with one other. */
    Optional<String> room();

    /** Whether this peer is the one whom it is with. */
    boolean isWith(PeerId other);

    /** With one other. */
    record With(PeerId peer) implements Talk {
        @Override
        public Bytes group(PeerId self) {
            return Group.ofPair(self, peer);
        }

        @Override
        public Optional<String> room() {
            return Optional.empty();
        }

        @Override
        public boolean isWith(PeerId other) {
            return peer.equals(other);
        }
    }

    /** In a room. */
    record In(String name) implements Talk {
        @Override
        public Bytes group(PeerId self) {
            return Group.ofRoom(RoomName.folded(name));
        }

        @Override
        public Optional<String> room() {
            return Optional.of(name);
        }

        @Override
        public boolean isWith(PeerId other) {
            return false;
        }
    }
}
