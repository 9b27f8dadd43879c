package io.eddy.registry;

import io.eddy.link.Target;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.Reply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A peer's standing with one manager. */
public final class Membership {

    /** How far it has come. */
    public enum State {
        CONNECTING,
        ASKED,
        REGISTERED,
        /** The manager does not give the name. */
        REFUSED,
        /** Linked and off the list, as the operator wanted. */
        DEREGISTERED,
        /** The link is gone; it is dialled again. */
        LOST
    }

    final ManagerAddress address;
    String name;

    @Nullable
    Target target;

    @Nullable
    PeerId manager;

    State state = State.CONNECTING;
    String reason = "";

    /** Whether to register whenever the manager is reached. */
    boolean wanted = true;

    /** The outcome of the first dial is not known yet. */
    boolean fresh = true;

    long request;
    long epoch;

    @Nullable
    Reply<Endpoint> waiting;

    Membership(ManagerAddress address, String name) {
        this.address = address;
        this.name = name;
    }

    public Endpoint endpoint() {
        return address.endpoint();
    }

    public Optional<PeerId> manager() {
        return Optional.ofNullable(manager);
    }

    public String name() {
        return name;
    }

    public State state() {
        return state;
    }

    /** Why it is refused or lost. */
    public String reason() {
        return reason;
    }

    void settle(@Nullable String complaint) {
        Reply<Endpoint> reply = waiting;
        waiting = null;
        if (reply == null) {
            return;
        }
        if (complaint == null) {
            reply.done(endpoint());
        } else {
            reply.rejected(complaint);
        }
    }
}
