package io.eddy.registry;

import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The managers of a peer, and the targets that lead to them. */
final class Memberships {
    /** The longest wait before a manager is dialled again. */
    static final Duration LONGEST_REDIAL = Duration.ofSeconds(5);

    /** Managers of one peer: each costs a link, and everything is asked of each. */
    static final int MAX = 16;

    private final Links links;
    private final Pins pins;
    private final BiConsumer<Membership, PeerId> onReached;
    private final BiConsumer<Membership, Closing> onMissed;
    private final List<Membership> all = new ArrayList<>();

    Memberships(
            Links links,
            Pins pins,
            BiConsumer<Membership, PeerId> onReached,
            BiConsumer<Membership, Closing> onMissed) {
        this.links = links;
        this.pins = pins;
        this.onReached = onReached;
        this.onMissed = onMissed;
    }

    List<Membership> all() {
        return List.copyOf(all);
    }

    boolean isFull() {
        return all.size() >= MAX;
    }

    Membership add(ManagerAddress address, String name) {
        Membership membership = new Membership(address, name);
        all.add(membership);
        return membership;
    }

    void remove(Membership membership) {
        stop(membership);
        all.remove(membership);
    }

    /** The one with this manager. */
    @Nullable
    Membership of(PeerId manager) {
        for (Membership membership : all) {
            if (manager.equals(membership.manager)) {
                return membership;
            }
        }
        return null;
    }

    /** The one that an operator means by this address: with a fingerprint, only if that manager answered there. */
    @Nullable
    Membership meantBy(ManagerAddress address) {
        for (Membership membership : all) {
            boolean sameKey = address.fingerprint().isEmpty()
                    || address.fingerprint().equals(membership.manager())
                    || address.equals(membership.address);
            if (sameKey && membership.endpoint().equals(address.endpoint())) {
                return membership;
            }
        }
        return null;
    }

    /** Another one with this manager or at this address. */
    @Nullable
    Membership rivalOf(Membership membership, PeerId manager) {
        for (Membership other : all) {
            boolean same = manager.equals(other.manager) || other.endpoint().equals(membership.endpoint());
            if (other != membership && same) {
                return other;
            }
        }
        return null;
    }

    /** Dials its manager, at once, until it is reached, and whenever it is lost. */
    void connect(Membership membership) {
        stop(membership);
        membership.state = Membership.State.CONNECTING;
        membership.fresh = true;
        membership.target = links.keep(
                membership.endpoint(), pins.expected(membership.address), LONGEST_REDIAL, new Target.Listener() {
                    @Override
                    public void onReached(PeerId peer) {
                        onReached.accept(membership, peer);
                    }

                    @Override
                    public void onMissed(Closing why) {
                        onMissed.accept(membership, why);
                    }
                });
    }

    /** Dials its manager no longer; a link that there is stays. */
    void stop(Membership membership) {
        membership.fresh = false;
        Target target = membership.target;
        if (target != null) {
            links.stop(target);
            membership.target = null;
        }
    }
}
