package io.eddy.overlay;

import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.overlay.ActiveView.Outside;
import io.eddy.overlay.Approach.Plan;
import io.eddy.overlay.Approach.Purpose;
import io.eddy.overlay.OverlayMessage.Beat;
import io.eddy.overlay.OverlayMessage.Disconnect;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Mark;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Priority;
import io.eddy.overlay.OverlayMessage.Probe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The peers that this side approaches, in order to be their neighbour.
 *
 * <pre>
 *   called ──session──▶ asked ──yes──▶ neighbour
 *     └── 4 s: given up   └── no, or 1 s: the next
 * </pre>
 *
 * <p>A call may take long, above all to a machine that is off. So after a second another peer is called beside it.
 * Who has lost most of its neighbours waits a quarter of one, as happy eyeballs do (RFC 8305, section 5), and calls
 * twice as many: of 1,000 that are left of 10,000, all are one network after some 5 s instead of 10.
 */
final class Approaches {
    /** Peers that refused, since the last tick, before a peer with enough neighbours lets it be until the next. */
    private static final int MAX_REFUSALS_A_TICK = 1;

    /** Until a call is given up by one who never had a neighbour: as long as the world gives a dial. */
    private static final Duration FIRST_CALL = Duration.ofSeconds(10);

    /** Until such a one asks elsewhere. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(4);

    private final Host<OverlayMessage, OverlayTimer> host;
    private final OverlayConfig config;
    private final Addresses addresses;
    private final ActiveView active;
    private final Callers callers;
    private final OverlayTally tally;
    private final Consumer<PeerId> probe;
    private final Map<PeerId, Approach> underWay = new LinkedHashMap<>();
    private final Set<PeerId> triedThisTick = new LinkedHashSet<>();
    private int refusals;

    /** Whether somebody who was asked took this side: those who merely came may know nobody else either. */
    private boolean wasTaken;

    /** Made with what to do when there is a session with a peer that is probed. */
    Approaches(
            Host<OverlayMessage, OverlayTimer> host,
            OverlayConfig config,
            Addresses addresses,
            ActiveView active,
            Outside outside,
            Consumer<PeerId> probe) {
        this.host = host;
        this.config = config;
        this.addresses = addresses;
        this.active = active;
        this.callers = outside.callers();
        this.tally = outside.tally();
        this.probe = probe;
    }

    boolean contains(PeerId peer) {
        return underWay.containsKey(peer);
    }

    /** Whether a neighbour is missing, also when all that is under way ends well. */
    boolean isWanting() {
        return active.size() + hopeful() < config.views().active();
    }

    /** Whether somebody who was asked has taken this side for a neighbour. */
    boolean wasTaken() {
        return wasTaken;
    }

    /** Whether a probe is under way. */
    boolean isProbing() {
        return underWay.values().stream().anyMatch(Approach::isProbe);
    }

    /** Whether one of them may soon be a neighbour. */
    boolean isHopeful() {
        return hopeful() > 0;
    }

    /** Whether a peer is one to begin something with. */
    boolean isFree(PeerId peer) {
        return !peer.equals(host.self())
                && !active.contains(peer)
                && !active.isParting(peer)
                && !active.isShunned(peer)
                && !addresses.isGone(peer)
                && !underWay.containsKey(peer);
    }

    /** Whether a peer has not been approached since the last tick. */
    boolean isUntried(PeerId peer) {
        return !triedThisTick.contains(peer) && isFree(peer);
    }

    /** A peer has just said that it has no place: it is not asked before the next tick. */
    void onNoPlaceAt(PeerId peer) {
        triedThisTick.add(peer);
    }

    /** Whoever refused may be asked again. */
    void onTick() {
        triedThisTick.clear();
        refusals = 0;
        fill();
    }

    /** Approaches peers of the passive view for as many neighbours as are missing. */
    void fill() {
        if (active.size() == 0 && !wasTaken) {
            return; // A newcomer joins, so that others hear of it.
        }
        boolean enough = active.size() >= config.views().least();
        int missing = config.views().active() - active.size() - hopeful();
        while (missing > 0 && !(enough && refusals >= MAX_REFUSALS_A_TICK)) {
            AddressRecord next = addresses.passive.random(host.random(), this::isUntried);
            if (next == null || !begin(Plan.of(Purpose.FILL, next))) {
                return;
            }
            missing--;
        }
    }

    /** Approaches one peer; {@code false} when that is not possible. */
    boolean begin(Plan plan) {
        int most =
                hasLostMost() ? config.limits().urgentCalls() : config.limits().calls();
        if (underWay.size() >= most || !isFree(plan.peer())) {
            return false;
        }
        Approach approach = new Approach(plan, host.now(), host.random().nextLong(Long.MAX_VALUE));
        triedThisTick.add(plan.peer());
        if (host.isUp(plan.peer())) {
            underWay.put(plan.peer(), approach);
            ask(approach);
            return true;
        }
        List<Endpoint> endpoints = addresses.endpoints(plan.peer(), plan.record());
        if (endpoints.isEmpty()) {
            addresses.passive.remove(plan.peer());
            return false;
        }
        underWay.put(plan.peer(), approach);
        tally.calls++;
        callers.call(plan.peer(), endpoints);
        // A newcomer gives no dial up before the world does: where many start on one slow machine, dials take long, and
        // each that is given up and begun anew makes them longer.
        host.arm(
                new OverlayTimer.CallOverdue(plan.peer()),
                wasTaken ? config.pace().call() : FIRST_CALL);
        host.arm(new OverlayTimer.PatienceOver(), patience());
        return true;
    }

    /** There is a session with a peer; whether it was approached. */
    boolean onPeerUp(PeerId peer) {
        Approach approach = underWay.get(peer);
        if (approach == null) {
            return false;
        }
        if (!approach.asked) {
            host.disarm(new OverlayTimer.CallOverdue(peer));
            ask(approach);
        }
        return true;
    }

    /** The session is over, or there is none to be had; whom it concerned. */
    @Nullable
    Approach onUnreached(PeerId peer) {
        Approach approach = end(peer);
        if (approach != null) {
            tally.unreached++;
            addresses.onFailed(peer);
            callers.release(peer);
        }
        return approach;
    }

    /** There is to be no session, whatever the peer would say: it has not failed. */
    void onWithheld(PeerId peer) {
        if (end(peer) != null) {
            callers.release(peer);
        }
    }

    /** One that is no neighbour holds this side for its own. */
    void onStrayBeat(PeerId peer, Beat beat) {
        if (!active.isParting(peer) && !underWay.containsKey(peer)) {
            tally.mismatches++;
            host.send(peer, new Disconnect(beat.number(), true, List.of()));
        }
    }

    /** An answer did not come in time; to whom it was owed. */
    @Nullable
    Approach onUnanswered(PeerId peer) {
        Approach approach = end(peer);
        if (approach != null) {
            // Peers of an earlier version know no marks, and do not answer.
            if (approach.purpose != Purpose.PROBE && approach.purpose != Purpose.MARKED_PROBE) {
                tally.unanswered++;
                addresses.onFailed(peer);
            }
            callers.release(peer);
        }
        return approach;
    }

    /** What a peer says to a request; the request, when it is a known one. */
    @Nullable
    Approach onAnswer(PeerId peer, NeighbourAnswer answer) {
        Approach approach = underWay.get(peer);
        if (approach == null || approach.number != answer.number() || !approach.asked) {
            tally.stale++;
            if (answer.accepted() && !active.contains(peer)) {
                // It came too late, and its speaker believes in it.
                host.send(peer, new Disconnect(answer.number(), true, List.of()));
            }
            return null;
        }
        end(peer);
        if (answer.accepted()) {
            accepted(approach, alsoShort(approach, answer));
        } else {
            refusals += approach.isProbe() ? 0 : 1;
            if (!active.contains(peer)) {
                callers.release(peer);
            }
        }
        return approach;
    }

    /** A joiner was sent on: it is no longer asked. */
    @Nullable
    Approach onRedirect(PeerId peer, long number) {
        Approach approach = underWay.get(peer);
        if (approach == null || approach.number != number || approach.purpose != Purpose.JOIN) {
            tally.stale++;
            return null;
        }
        end(peer);
        if (!active.contains(peer)) {
            callers.release(peer);
        }
        return approach;
    }

    private void accepted(Approach approach, @Nullable AddressRecord madePlace) {
        PeerId peer = approach.peer;
        boolean surplus = approach.purpose == Purpose.FILL && active.isFull() && !active.contains(peer);
        if (surplus) {
            host.send(peer, new Disconnect(approach.number, true, List.of()));
            callers.release(peer);
        } else {
            wasTaken = true;
            Origin origin = approach.purpose == Purpose.WELCOME ? Origin.TOLD : Origin.SOUGHT;
            active.add(peer, approach.number, origin, approach.record, madePlace);
        }
    }

    /**
     * Who has room for whoever makes place here: the one who joined, which so comes between two neighbours; after a
     * probe, the one who made place there. So hardly anybody is left to search, and links stay as random as they were.
     */
    private static @Nullable AddressRecord alsoShort(Approach approach, NeighbourAnswer answer) {
        return switch (approach.purpose) {
            case WELCOME -> approach.record;
            case FIRM_PROBE, MARKED_PROBE -> answer.madePlace();
            default -> null;
        };
    }

    private void ask(Approach approach) {
        PeerId peer = approach.peer;
        if (isNeedless(approach)) {
            end(peer);
            callers.release(peer);
            return;
        }
        approach.asked = true;
        AddressRecord own = addresses.own.record();
        switch (approach.purpose) {
            case JOIN -> host.send(peer, new Join(approach.number, own));
            case FILL, WELCOME -> {
                Priority priority = active.size() == 0 ? Priority.HIGH : Priority.LOW;
                host.send(peer, new Neighbour(approach.number, priority, own));
            }
            case FIRM_PROBE -> {
                host.send(peer, new Neighbour(approach.number, Priority.HIGH, own));
                probe.accept(peer);
            }
            case MARKED_PROBE -> {
                Mark mark = active.marks.current();
                if (mark != null) {
                    host.send(peer, new Probe(approach.number, own, mark));
                }
                probe.accept(peer);
            }
            case PROBE -> probe.accept(peer);
        }
        host.arm(new OverlayTimer.AnswerOverdue(peer), wasTaken ? config.pace().answer() : FIRST_ANSWER);
    }

    /** Whether what was wanted has come otherwise. */
    private boolean isNeedless(Approach approach) {
        return active.contains(approach.peer)
                || (approach.purpose == Purpose.FILL && active.isFull())
                || (approach.purpose == Purpose.JOIN
                        && wasTaken
                        && active.size() >= config.views().least());
    }

    private @Nullable Approach end(PeerId peer) {
        Approach approach = underWay.remove(peer);
        if (approach != null) {
            host.disarm(new OverlayTimer.CallOverdue(peer));
            host.disarm(new OverlayTimer.AnswerOverdue(peer));
        }
        return approach;
    }

    /** Until another peer is called beside one that is not heard of. */
    private Duration patience() {
        return hasLostMost() ? config.pace().haste() : config.pace().patience();
    }

    private boolean hasLostMost() {
        return wasTaken && active.size() < config.views().least();
    }

    /** Approaches that may soon be neighbours: those that take long are not counted on. */
    private int hopeful() {
        Duration patience = patience();
        int hopeful = 0;
        for (Approach approach : underWay.values()) {
            boolean young = approach.since.until(host.now()).compareTo(patience) < 0;
            if (!approach.isProbe() && (approach.asked || young)) {
                hopeful++;
            }
        }
        return hopeful;
    }
}
