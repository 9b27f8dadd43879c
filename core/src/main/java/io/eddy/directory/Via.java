package io.eddy.directory;

import java.util.Locale;

/** How a peer is known. */
public enum Via {
    /** It is oneself. */
    SELF,
    /** There is a link to it. */
    DIRECT,
    /** A manager named it. */
    MANAGER,
    /** It was heard on the local network. */
    LAN,
    /** Another peer told of it. */
    MESH;

    /** As people and scripts read it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
