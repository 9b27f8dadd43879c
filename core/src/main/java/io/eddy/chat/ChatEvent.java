package io.eddy.chat;

import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;

/** What the chat tells the peer that it belongs to. */
public sealed interface ChatEvent {

    /** Somebody said something, and it is kept durably. */
    record Received(Talk where, Utterance said) implements ChatEvent {}

    /** A peer has a message of ours durably and passes it on to whom it is for. */
    record Sent(MessageId message, PeerId carrier) implements ChatEvent {}

    /** The recipient has a message of ours, durably. */
    record Delivered(MessageId message, PeerId to) implements ChatEvent {}

    /** There is something to deliver to this peer, or no longer. */
    record Wanted(PeerId peer, boolean wanted) implements ChatEvent {}

    /** What somebody else said to this peer is carried here. */
    record Carries(PeerId recipient) implements ChatEvent {}

    /** Messages were exchanged with this peer for the first time. */
    record ContactMade(PeerId peer) implements ChatEvent {}

    /**
     * An author has signed two different entries as one: of that log nothing is taken any more.
     *
     * @param saidAgain messages of ours that stood there, when the author is this peer itself
     */
    record Forked(PeerId author, int saidAgain) implements ChatEvent {}
}
