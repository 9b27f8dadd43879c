package io.eddy.chat;

/** What the chat counts, for the operator. */
public final class ChatTally {
    long unreadable;
    long leftOut;

    /** Direct messages that could not be opened: sealed for somebody else, or to a key that was lost. */
    public long unreadable() {
        return unreadable;
    }

    /** Entries of people with whom nothing was said yet, when there is no room for more of such. */
    public long leftOut() {
        return leftOut;
    }
}
