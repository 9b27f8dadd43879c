package io.eddy.registry;

/** What a manager tells its operator. */
public sealed interface RegistryEvent {

    /** A peer has the name, durably. */
    record PlayerRegistered(Player player) implements RegistryEvent {}

    /** A peer left the list, or was taken off it. */
    record PlayerDeregistered(Player player) implements RegistryEvent {}

    /** A peer's lease ended: it is offline, and keeps its name. */
    record PlayerLost(Player player) implements RegistryEvent {}
}
