package io.eddy.sync;

import io.eddy.entry.Entry;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;

/** What the logs need to know of the peer that they belong to. */
public interface SyncApplication {

    /** Whether a peer with a session serves the channel of the logs: no other is spoken to. */
    boolean speaks(PeerId peer);

    /** Whether messages went both ways between this one and us: such peers carry for one another. */
    boolean isContact(PeerId peer);

    /** Whether this peer carries what a contact asks it to; if not, also nothing more of what it carried before. */
    default boolean carriesFor(PeerId contact) {
        return true;
    }

    /** Whether entries of this author are taken in that conversation, and so are asked for. */
    default boolean isWelcome(Bytes group, PeerId author) {
        return true;
    }

    /** What is kept has been read: to be followed now is what the application takes part in. */
    default void onStarted() {}

    /**
     * An entry of another, or one's own that was lost here and came back, is written in this turn: what the application
     * writes to the store now becomes durable with it or not at all. Called exactly once for each entry, across
     * restarts; never for what is carried for others. Of an entry for which a later one vouches, the signature is
     * {@link Entry#UNSIGNED}.
     *
     * @param caughtUp whether it came because we asked for what we lacked
     */
    void onKept(Entry entry, boolean caughtUp);

    /** As {@link #onKept}, of an entry that this peer writes: nobody else has it. */
    default void onWritten(Entry entry) {
        onKept(entry, false);
    }

    /** All that came together was written in this turn. */
    default void onKeptTogether() {}
}
