package io.eddy.directory;

import io.eddy.node.PeerId;

/** A name by which one peer is known to the operator, and by which another, with another key, goes as well. */
public record Contest(String name, Party known, Party other) {

    /** One of the two, and as it is shown while there are both. */
    public record Party(PeerId peer, String name) {
        @Override
        public String toString() {
            return name + ", id " + peer.brief();
        }
    }

    /** What has happened, and what to do about it. */
    public String sentence() {
        return "the key of " + name + " is another: you know " + name + " by the key of (" + known
                + "), and now another peer goes by that name (" + other + "). Nothing is sent to it by that name. "
                + "Ask over another way of talking, and compare /verify " + other.name()
                + ". If it is the same person with a new key: /block " + known.name()
                + ", and the name is the new one's. If not: /block " + other.name();
    }
}
