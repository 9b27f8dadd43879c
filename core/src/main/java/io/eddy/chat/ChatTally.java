package io.eddy.chat;

/** What the chat counts, for the operator. */
public final class ChatTally {
    long unreadable;

    /** Direct messages that could not be opened: sealed for somebody else, or to a key that was lost. */
    public long unreadable() {
        return unreadable;
    }
}
