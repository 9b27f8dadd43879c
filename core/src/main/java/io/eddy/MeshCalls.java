package io.eddy;

import io.eddy.directory.Attempt.Whence;
import io.eddy.directory.Directory;
import io.eddy.directory.Reach;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.overlay.Callers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes the sessions that the overlay asks for, and closes those that nobody needs any more. */
final class MeshCalls implements Callers {
    /** A session that the overlay gave up is closed after so long: views that change often take up the same peers. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    /** A call is one dial at each address; whether to call again is the overlay's to say. */
    private static final Duration REDIAL = Duration.ofSeconds(30);

    /** One peer that is called, and the addresses not yet tried. */
    private static final class Call {
        final PeerId peer;
        final Deque<Endpoint> left;

        @Nullable
        Target target;

        Call(PeerId peer, List<Endpoint> at) {
            this.peer = peer;
            this.left = new ArrayDeque<>(at);
        }
    }

    private final Links links;
    private final Reach reach;
    private final Directory directory;
    private final Operator operator;
    private final Predicate<PeerId> isNeeded;
    private final Predicate<PeerId> isTreeLink;
    private final Consumer<PeerId> unreached;
    private final Consumer<PeerId> withheld;
    private final Map<PeerId, Call> calls = new LinkedHashMap<>();

    /** Peers whose sessions were made here: what others made is not closed. */
    private final Set<PeerId> made = new LinkedHashSet<>();

    /**
     * Calls for the overlay of a peer.
     *
     * @param isNeeded whether a session is needed although the overlay gave it up
     * @param isTreeLink whether what is said passes over a neighbour
     * @param unreached told of a peer that answers at none of its addresses
     * @param withheld told of a peer that the operator does not want called
     */
    MeshCalls(
            PeerNode peer,
            Predicate<PeerId> isNeeded,
            Predicate<PeerId> isTreeLink,
            Consumer<PeerId> unreached,
            Consumer<PeerId> withheld) {
        this.links = peer.links();
        this.reach = peer.reach();
        this.directory = peer.directory();
        this.operator = peer.operator();
        this.isNeeded = isNeeded;
        this.isTreeLink = isTreeLink;
        this.unreached = unreached;
        this.withheld = withheld;
    }

    @Override
    public void call(PeerId peer, List<Endpoint> at) {
        end(peer);
        if (links.isUp(peer)) {
            return;
        }
        if (!reach.permits(peer)) {
            operator.later(Duration.ZERO, () -> withheld.accept(peer));
            return;
        }
        Call call = new Call(peer, at);
        calls.put(peer, call);
        if (call.left.isEmpty()) {
            operator.later(Duration.ZERO, () -> next(call));
        } else {
            next(call);
        }
    }

    @Override
    public String hostOf(PeerId peer) {
        return links.link(peer).map(link -> link.address().host()).orElse("");
    }

    @Override
    public boolean isTreeLink(PeerId neighbour) {
        return isTreeLink.test(neighbour);
    }

    @Override
    public void release(PeerId peer) {
        if (calls.containsKey(peer) && links.isUp(peer)) {
            made.add(peer);
        }
        end(peer);
        if (made.contains(peer)) {
            operator.later(LINGER, () -> closeUnneeded(peer));
        }
    }

    /** The operator wants nobody called any more. */
    void giveUp() {
        for (PeerId peer : List.copyOf(calls.keySet())) {
            end(peer);
            withheld.accept(peer);
        }
    }

    private void next(Call call) {
        if (calls.get(call.peer) != call) {
            return;
        }
        Endpoint address = call.left.poll();
        if (address == null) {
            calls.remove(call.peer);
            unreached.accept(call.peer);
            return;
        }
        Target.Listener listener =
                directory.attempts().watch(call.peer, address, whence(call.peer, address), listener(call));
        call.target = links.keep(address, Optional.of(call.peer), REDIAL, listener);
    }

    private Target.Listener listener(Call call) {
        return new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                made.add(peer);
                end(peer);
            }

            @Override
            public void onMissed(Closing why) {
                stop(call);
                next(call);
            }
        };
    }

    /** What the directory does not know, other peers told. */
    private Whence whence(PeerId peer, Endpoint address) {
        boolean known = directory.address(peer).filter(address::equals).isPresent();
        return known ? directory.whence(peer) : Whence.MESH;
    }

    private void end(PeerId peer) {
        Call call = calls.remove(peer);
        if (call != null) {
            stop(call);
        }
    }

    private void stop(Call call) {
        Target target = call.target;
        if (target != null) {
            call.target = null;
            links.stop(target);
            directory.attempts().onGivenUp(call.peer, target.endpoint());
        }
    }

    private void closeUnneeded(PeerId peer) {
        if (!links.isUp(peer)) {
            made.remove(peer);
        }
        if (links.isUp(peer) && !calls.containsKey(peer) && !isNeeded.test(peer)) {
            made.remove(peer);
            links.close(peer, Closing.of(Closing.Code.PARTED, "no longer neighbours"));
        }
    }
}
