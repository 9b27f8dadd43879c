package io.eddy;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;

/** What a manager tells whoever embeds it. */
public sealed interface ManagerEvent {

    /** A peer has the name, durably. */
    record PlayerRegistered(String name, PeerId peer, Endpoint address) implements ManagerEvent {}

    /** A peer left the list, or was taken off it. */
    record PlayerDeregistered(String name, PeerId peer, Endpoint address) implements ManagerEvent {}

    /** A peer's lease ended: it is offline, and keeps its name. */
    record PlayerLost(String name, PeerId peer, Endpoint address) implements ManagerEvent {}
}
