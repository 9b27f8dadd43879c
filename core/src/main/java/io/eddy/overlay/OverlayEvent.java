package io.eddy.overlay;

import io.eddy.node.PeerId;

/** What the overlay tells whoever is above it. */
public sealed interface OverlayEvent {

    /** Both sides agree that they are neighbours. */
    record NeighbourUp(PeerId peer) implements OverlayEvent {}

    /** The peer is a neighbour no longer, and nothing more is to be sent to it. */
    record NeighbourDown(PeerId peer) implements OverlayEvent {}

    /** A record of another was found to be signed by its peer; it need not be the newest, and may be told again. */
    record RecordProven(AddressRecord record) implements OverlayEvent {}

    /** There is a first neighbour, where there was none. */
    record Joined() implements OverlayEvent {}

    /** There has been no neighbour for 5 s. Said once, until there is one again. */
    record Alone() implements OverlayEvent {}

    /**
     * There are too few neighbours, or it is to be found out whether the network is in parts: whoever knows of live
     * peers, such as a manager, is asked to {@link Overlay#offer} some. Said again while there are too few, less and
     * less often, and about once a minute.
     */
    record ContactsWanted() implements OverlayEvent {}
}
