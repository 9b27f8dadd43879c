package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.node.PeerId;

/**
 * Who writes down what was said. It is told in the turn in which an entry is put into the store, so that what it puts
 * there becomes durable with it, and nothing is acknowledged or sent without.
 */
public interface Chronicle {
    /** Writes nothing down. */
    Chronicle NONE = new Chronicle() {
        @Override
        public void onDirect(PeerId with, Entry entry, long cameAtMillis) {}

        @Override
        public void onRoom(String room, Entry entry, long cameAtMillis) {}

        @Override
        public void onDelivered(PeerId to, Entry entry) {}
    };

    /**
     * Something was said between this peer and another, by one of the two.
     *
     * @param cameAtMillis when it came here or was written here, by this machine's clock
     */
    void onDirect(PeerId with, Entry entry, long cameAtMillis);

    /** Something was said in a room. */
    void onRoom(String room, Entry entry, long cameAtMillis);

    /** The recipient has what this peer wrote to it. */
    void onDelivered(PeerId to, Entry entry);
}
