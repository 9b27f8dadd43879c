package io.eddy.overlay;

/** Whose wish it is that a peer is a neighbour. */
enum Origin {
    /** Its own: it asked. */
    CAME,
    /** That of another, who told of it as one that joined. */
    TOLD,
    /** This side's. */
    SOUGHT
}
