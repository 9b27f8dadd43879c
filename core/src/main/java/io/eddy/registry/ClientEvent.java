package io.eddy.registry;

import io.eddy.node.Endpoint;

/** What a client of managers tells the peer that it belongs to. */
public sealed interface ClientEvent {

    /** A manager has the name, durably. */
    record Registered(Endpoint manager, String name) implements ClientEvent {}

    /** A manager took the name off its list, as asked. */
    record Deregistered(Endpoint manager, String name) implements ClientEvent {}

    /** A manager does not give the name, or took the peer off its list. */
    record Refused(Endpoint manager, String name, String reason) implements ClientEvent {}

    /** The link to a manager that had the name is gone. */
    record Lost(Endpoint manager, String name, String reason) implements ClientEvent {}

    /** Somebody who is watched has come or gone. */
    record News(Player player) implements ClientEvent {}

    /** The manager that answers has another key than the one remembered. */
    record WrongKey(Endpoint manager, String reason) implements ClientEvent {}
}
