package io.eddy.chat;

/** What the chat counts, for the operator. */
public final class ChatTally {
    long repeated;
    long notForUs;
    long leftOut;
    long outsideRooms;

    /** Entries of rooms that were shown before, for example replayed. */
    public long repeated() {
        return repeated;
    }

    /** Entries for everyone of which this peer has no part: of rooms it is not in, of others' conversations. */
    public long notForUs() {
        return notForUs;
    }

    /** Entries of rooms that could not be written down, or were of too many logs of one author. */
    public long leftOut() {
        return leftOut;
    }

    /** Entries of rooms that a peer said to this one alone. */
    public long outsideRooms() {
        return outsideRooms;
    }
}
