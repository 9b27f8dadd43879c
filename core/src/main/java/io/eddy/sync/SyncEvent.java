package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;

/** What the logs tell the peer that they belong to. */
public sealed interface SyncEvent {

    /**
     * An entry was taken and is durable. Those of one log come in the order of their numbers, without a gap, but that
     * who is new in a room has the newest of a log first and those before later, some hundred at a time. One of
     * one's own comes so when it was lost here and others had it. It is told at most once; what must not be lost
     * belongs into {@link SyncApplication#onKept}.
     */
    record Taken(Entry entry) implements SyncEvent {}

    /** An entry is carried, durably, for this one, who is not known to have it. */
    record TakenToCarry(PeerId recipient) implements SyncEvent {}

    /** A peer has this entry of ours and those before it in its log, durably. It is told again in each session. */
    record Carried(MessageId upTo, PeerId carrier) implements SyncEvent {}

    /** The recipient has signed that it has this entry of ours and those before it in its log. */
    record Delivered(MessageId upTo, PeerId recipient) implements SyncEvent {}

    /** An author has signed two entries with one number. What follows the one before them is not taken any more. */
    record Forked(Bytes group, PeerId author, long log, ForkProof proof) implements SyncEvent {}
}
