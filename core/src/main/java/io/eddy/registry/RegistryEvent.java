package io.eddy.registry;

import io.eddy.ring.RingId;
import java.util.List;

/** What a manager tells its operator. */
public sealed interface RegistryEvent {

    /** A peer has the name, durably. */
    record PlayerRegistered(Player player) implements RegistryEvent {}

    /** A peer left the list, or was taken off it. */
    record PlayerDeregistered(Player player) implements RegistryEvent {}

    /** A peer's lease ended: it is offline, and keeps its name. */
    record PlayerLost(Player player) implements RegistryEvent {}

    /**
     * All players of a game have taken their seats.
     *
     * @param players their names, the one that asked for the game first
     */
    record GameStarted(RingId game, List<String> players) implements RegistryEvent {}

    /** A game that was told as started has ended. One whose players did not all come is not told of. */
    record GameEnded(RingId game, List<String> players, String reason) implements RegistryEvent {}
}
