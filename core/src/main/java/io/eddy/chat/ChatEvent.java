package io.eddy.chat;

import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import java.util.Optional;

/** What the chat tells the peer that it belongs to. */
public sealed interface ChatEvent {

    /**
     * Somebody said something, and it is kept durably.
     *
     * @param room empty for a direct message
     * @param sentAtMillis by the author's clock, in milliseconds since 1970
     */
    record Received(MessageId message, Optional<String> room, String text, long sentAtMillis) implements ChatEvent {}

    /** The recipient has a message of ours, durably. */
    record Delivered(MessageId message, PeerId to) implements ChatEvent {}

    /** There is something to deliver to this peer, or no longer. */
    record Wanted(PeerId peer, boolean wanted) implements ChatEvent {}

    /** Messages were exchanged with this peer for the first time. */
    record ContactMade(PeerId peer) implements ChatEvent {}
}
