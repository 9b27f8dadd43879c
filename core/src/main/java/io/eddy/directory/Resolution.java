package io.eddy.directory;

import io.eddy.node.PeerId;

/** What a word that names a peer leads to. */
public sealed interface Resolution {

    /** It is this peer. */
    record Known(PeerId peer) implements Resolution {}

    /** Nobody known is called so; {@code complaint} says so to the operator. A manager may know more. */
    record Unknown(String complaint) implements Resolution {}

    /** More than one could be meant. */
    record Ambiguous(String complaint) implements Resolution {}
}
