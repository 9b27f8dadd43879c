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

    /** Another key than the expected one was met, and that was told. */
    boolean wrongKeyTold;

    /** Whoever wants to know how the operator's wish to register ends. */
    @Nullable
    Reply<Endpoint> waiting;

    /** How it stood before that wish; nothing when the wish brought it about. */
    private @Nullable Standing before;

    /** What a wish that fails goes back to. */
    private record Standing(String name, boolean wanted, boolean registered, boolean dialled) {}

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

    /** Whether there is a session with its manager that its target led to, or found. */
    boolean isReached() {
        return target != null && target.reached().isPresent();
    }

    /** Whether the manager has this peer on its list, as far as known. */
    boolean isOnList() {
        return state == State.REGISTERED || (before != null && before.registered);
    }

    /** Notes how it stands, for a wish of the operator that may fail. */
    void remember() {
        before = new Standing(name, wanted, state == State.REGISTERED, target != null);
    }

    /** The operator wants to be registered under this name. */
    void wish(String wished, long number, Reply<Endpoint> reply) {
        name = wished;
        wanted = true;
        request = number;
        waiting = reply;
    }

    /** Whether there is something to fall back on. */
    boolean hasFormer() {
        return before != null;
    }

    /** Goes back to how it stood before the wish, as far as that is its own; whether it was dialled then. */
    boolean fallBack() {
        Standing former = before;
        if (former == null) {
            throw new IllegalStateException("there is nothing to fall back on");
        }
        before = null;
        name = former.name;
        wanted = former.wanted;
        if (state == State.ASKED && former.registered) {
            state = State.REGISTERED;
        }
        return former.dialled;
    }

    /** The wish is fulfilled, or has failed with a complaint. */
    void settle(@Nullable String complaint) {
        Reply<Endpoint> reply = waiting;
        waiting = null;
        before = null;
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
