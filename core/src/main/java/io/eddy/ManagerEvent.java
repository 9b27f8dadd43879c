package io.eddy;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.ring.RingId;
import java.util.List;

/** What a manager tells whoever embeds it. */
public sealed interface ManagerEvent {

    /** A peer has the name, durably. */
    record PlayerRegistered(String name, PeerId peer, Endpoint address) implements ManagerEvent {}

    /** A peer left the list, or was taken off it. */
    record PlayerDeregistered(String name, PeerId peer, Endpoint address) implements ManagerEvent {}

    /** A peer's lease ended: it is offline, and keeps its name. */
    record PlayerLost(String name, PeerId peer, Endpoint address) implements ManagerEvent {}

    /**
     * All players of a game have taken their seats.
     *
     * @param players their names, the dealer first
     */
    record GameStarted(RingId game, List<String> players) implements ManagerEvent {}

    /** A game that had started has ended. */
    record GameEnded(RingId game, List<String> players, String reason) implements ManagerEvent {}
}
