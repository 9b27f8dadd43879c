package io.eddy.link;

import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Link;
import io.eddy.node.LinkHost;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Dials targets, and dials them again with a wait that doubles and is jittered, so that a manager that comes back is
 * not met by everybody at once.
 */
final class Dialer {
    /** Dials under way at one time; what is above waits its turn. Each costs a socket and a handshake. */
    private static final int MAX_DIALS = 64;

    /** Reasons for which the same dial will fail again until somebody changes something. */
    private static final List<Closing.Code> LASTING = List.of(
            Closing.Code.VERSION,
            Closing.Code.WRONG_NETWORK,
            Closing.Code.WRONG_PEER,
            Closing.Code.BLOCKED,
            Closing.Code.SELF);

    private final LinkHost<LinkMessage, LinkTimer> host;
    private final Duration firstWait;
    private final Predicate<PeerId> hasSession;
    private final List<Target> targets = new ArrayList<>();
    private final Map<Link, Target> dials = new LinkedHashMap<>();

    Dialer(LinkHost<LinkMessage, LinkTimer> host, Duration firstWait, Predicate<PeerId> hasSession) {
        this.host = host;
        this.firstWait = firstWait;
        this.hasSession = hasSession;
    }

    Target keep(Endpoint endpoint, Optional<PeerId> expected, Duration longestWait, Target.Listener listener) {
        Target target = new Target(endpoint, expected, longestWait, listener);
        targets.add(target);
        host.arm(new LinkTimer.RedialDue(target), Duration.ZERO);
        return target;
    }

    void stop(Target target) {
        target.stopped = true;
        targets.remove(target);
        host.disarm(new LinkTimer.RedialDue(target));
        Link link = target.dialling;
        if (link != null) {
            dials.remove(link);
            target.dialling = null;
            link.hangUp(Closing.of(Closing.Code.BYE, "no longer wanted"));
        }
    }

    void stopAll() {
        List.copyOf(targets).forEach(this::stop);
    }

    void onRedialDue(Target target) {
        if (target.stopped || target.dialling != null || target.reached != null) {
            return;
        }
        PeerId expected = target.expected.orElse(null);
        if (expected != null && hasSession.test(expected)) {
            reach(target, expected);
        } else if (dials.size() >= MAX_DIALS) {
            waitThenDial(target, firstWait);
        } else {
            Link link = host.dial(target.endpoint, expected);
            target.dialling = link;
            dials.put(link, target);
            target.listener.onDialling();
        }
    }

    /** The link is about to be a session: whoever wants it no longer from here on is to end that. */
    void onAdmitted(Link link) {
        Target dialled = dials.get(link);
        if (dialled != null) {
            dialled.dialling = null;
        }
    }

    /** The link is the session of its peer. */
    void onSession(Link link) {
        Target dialled = dials.remove(link);
        if (dialled != null) {
            dialled.dialling = null;
            reach(dialled, link.remote());
        }
        for (Target target : List.copyOf(targets)) {
            if (target.reached == null
                    && target.expected.filter(link.remote()::equals).isPresent()) {
                reach(target, link.remote());
            }
        }
    }

    void onSessionEnd(PeerId peer, Closing why) {
        for (Target target : List.copyOf(targets)) {
            if (peer.equals(target.reached) && !target.stopped) {
                target.reached = null;
                miss(target, why);
            }
        }
    }

    /** A dial has failed, or ended before it became a session. */
    void onLinkDown(Link link, Closing why) {
        Target target = dials.remove(link);
        if (target == null) {
            return;
        }
        target.dialling = null;
        if (link.isProven() && hasSession.test(link.remote())) {
            // Another link to the same peer was kept, or won: what was wanted is there.
            reach(target, link.remote());
        } else if (target.reached == null) {
            miss(target, why);
        }
    }

    private void reach(Target target, PeerId peer) {
        if (target.reached == null && !target.stopped) {
            target.reached = peer;
            target.failures = 0;
            target.listener.onReached(peer);
        }
    }

    private void miss(Target target, Closing why) {
        Duration wait = wait(target, why);
        target.failures++;
        waitThenDial(target, wait);
        // Where the other side keeps another link, its word on that one may come later than on this.
        if (why.code() != Closing.Code.DUPLICATE) {
            target.listener.onMissed(why);
        }
    }

    private Duration wait(Target target, Closing why) {
        if (LASTING.contains(why.code())) {
            return target.longestWait;
        }
        // Past 20 doublings the longest wait has long been reached.
        Duration doubled = firstWait.multipliedBy(1L << Math.min(target.failures, 20));
        return doubled.compareTo(target.longestWait) < 0 ? doubled : target.longestWait;
    }

    private void waitThenDial(Target target, Duration wait) {
        // Full jitter in the upper half: never at once, never above the longest wait.
        long nanos = wait.toNanos();
        long jittered = nanos / 2 + host.random().nextLong(nanos / 2 + 1);
        host.arm(new LinkTimer.RedialDue(target), Duration.ofNanos(jittered));
        target.listener.onWaiting(Duration.ofNanos(jittered));
    }
}
