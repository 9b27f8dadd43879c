package io.eddy.sim;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to connect: one round trip for TCP, one for TLS; half a round trip later the other side knows as well
 * (the side that dials "succeeds" first, protocols.md D.1).
 */
final class Dial {
    private static final long DEADLINE_NANOS = 10_000_000_000L;
    private static final long NO_ROUTE_NANOS = 1_000_000L;

    /** Ports that a system gives to whoever dials (RFC 6335). */
    private static final int FIRST_EPHEMERAL_PORT = 49_153;

    private final SimLink link;
    private final @Nullable PeerId expected;
    private final SimNetwork network;
    private final SimHost<?> caller;
    private final long deadlineNanos;

    Dial(SimLink link, @Nullable PeerId expected) {
        this.link = link;
        this.expected = expected;
        this.network = link.world.network;
        this.caller = link.world.host;
        this.deadlineNanos = now() + DEADLINE_NANOS;
    }

    void start() {
        SimHost<?> callee = network.hostAt(link.address().host());
        if (callee == null) {
            network.timeline.at(
                    now() + NO_ROUTE_NANOS,
                    () -> fail(Code.UNREACHABLE, "no way to " + link.address().host()));
        } else {
            network.timeline.at(now() + roundTripNanos(callee), () -> onAnswer(callee));
        }
    }

    private void onAnswer(SimHost<?> callee) {
        if (!isReachable(callee) || network.chance(Fault.UNANSWERED_DIAL)) {
            failAtDeadline();
        } else if (callee.accepts(link.address().port()) == null || network.chance(Fault.REFUSED_DIAL)) {
            fail(Code.REFUSED, "nobody listens at " + link.address());
        } else {
            network.timeline.at(now() + roundTripNanos(callee), () -> onProof(callee));
        }
    }

    private void onProof(SimHost<?> callee) {
        SimWorld world = callee.accepts(link.address().port());
        if (!isReachable(callee)) {
            failAtDeadline();
        } else if (world == null) {
            fail(Code.BROKEN, "connection reset");
        } else if (callee.isPaused() || caller.isPaused()) {
            awaitBoth(callee);
        } else if (expected != null && !expected.equals(callee.id())) {
            fail(
                    Code.WRONG_PEER,
                    "the peer at " + link.address() + " is " + callee.id().brief());
        } else if (link.isDialling()) {
            connect(world);
        }
    }

    private void awaitBoth(SimHost<?> callee) {
        long awakeNanos = Math.max(callee.awakeNanos(), caller.awakeNanos());
        if (awakeNanos < deadlineNanos) {
            network.timeline.at(awakeNanos, () -> onProof(callee));
        } else {
            failAtDeadline();
        }
    }

    private void connect(SimWorld accepting) {
        int port =
                FIRST_EPHEMERAL_PORT + (int) (network.timeline.events() % (Endpoint.MAX_PORT - FIRST_EPHEMERAL_PORT));
        SimLink far = SimLink.accepted(accepting, new Endpoint(caller.endpoint().host(), port));
        long latencyNanos = network.latencyNanos(caller, accepting.host);
        Pipe there = new Pipe(link, far, latencyNanos);
        Pipe back = new Pipe(far, link, latencyNanos);
        far.connect(caller.id(), back, there);
        there.open();
        link.connect(accepting.host.id(), there, back);
    }

    private boolean isReachable(SimHost<?> callee) {
        return callee.isOn() && !network.isCut(caller, callee) && !network.isCut(callee, caller);
    }

    private void failAtDeadline() {
        String detail = String.format(Locale.ROOT, "no answer within %d s", DEADLINE_NANOS / 1_000_000_000L);
        network.timeline.at(Math.max(now(), deadlineNanos), () -> fail(Code.TIMEOUT, detail));
    }

    private void fail(Code code, String detail) {
        if (link.isDialling()) {
            link.goDown(Closing.of(code, detail));
        }
    }

    private long roundTripNanos(SimHost<?> callee) {
        return 2 * network.latencyNanos(caller, callee)
                + network.jitterNanos()
                + caller.extraLatencyNanos()
                + callee.extraLatencyNanos();
    }

    private long now() {
        return network.timeline.nowNanos();
    }
}
