package io.eddy.lan;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;

/** What the local network tells the peer that listens to it. */
public sealed interface LanEvent {

    /**
     * A peer is there: a new one, or something about it has changed. It signed this itself, apart from the address,
     * which is where its datagrams come from; that it is the one who answers there, only a link proves.
     *
     * @param name what it calls itself; nobody vouches for it, and nobody has looked whether it may be called so
     * @param at where it accepts links
     * @param freePlaces how many links more it would take
     */
    record Heard(PeerId peer, String name, Endpoint at, int freePlaces) implements LanEvent {}

    /** A peer that is there was started anew: whoever waits for it need wait no longer. */
    record Restarted(PeerId peer) implements LanEvent {}

    /** A peer said that it goes, or has been silent for too long. */
    record Lost(PeerId peer) implements LanEvent {}
}
