package io.eddy.directory;

import java.util.Locale;

/** Whether a peer can be reached, and whether it can be asked to play. */
public enum PeerState {
    FREE,
    PLAYING,
    OFFLINE;

    /** As people and scripts read it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
