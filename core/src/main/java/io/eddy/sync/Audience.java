package io.eddy.sync;

import io.eddy.node.PeerId;

/** With whom the entries of a conversation may be exchanged. */
public sealed interface Audience {

    /** Whether this one's entries belong into the conversation. */
    boolean admits(PeerId author);

    /** Everyone who follows the same conversation. */
    record Room() implements Audience {
        @Override
        public boolean admits(PeerId author) {
            return true;
        }
    }

    /** Two peers, and whoever carries for them. */
    record Pair(PeerId one, PeerId other) implements Audience {
        @Override
        public boolean admits(PeerId author) {
            return author.equals(one) || author.equals(other);
        }

        /** The one of the two that is not this one. */
        PeerId facing(PeerId end) {
            return end.equals(one) ? other : one;
        }
    }

    static Audience room() {
        return new Room();
    }

    static Audience pair(PeerId one, PeerId other) {
        return new Pair(one, other);
    }
}
