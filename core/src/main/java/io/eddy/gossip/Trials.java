package io.eddy.gossip;

import io.eddy.entry.MessageId;
import io.eddy.gossip.GossipMessage.Graft;
import io.eddy.gossip.GossipMessage.Prune;
import io.eddy.gossip.GossipTimer.TrialDue;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds neighbours that take what others say and give nothing.
 *
 * <pre>
 *   others brought 50 ──5 to 10 s──▶ asked for the last of them ──others brought 50 more──▶ useless
 *        └──────────────── it sent another's entry: never looked at again ─────────┘
 * </pre>
 *
 * <p>One that never sent anything may be a leaf of the tree behind us, which has nothing to tell. So it is asked for
 * what came a while ago and what it must have by now: who gives anything gives that. To announce entries is no proof:
 * that costs nothing; nor are entries of its own.
 */
final class Trials {
    /** As long as an entry may need to everybody, grafts and all, and no longer than half of what it is kept for. */
    private static final Duration LEAST_WAIT = Duration.ofSeconds(5);

    private final Host<GossipMessage, GossipTimer> host;
    private final Ties ties;
    private final int patience;
    private final Consumer<GossipEvent> events;
    private final GossipTally tally;

    Trials(
            Host<GossipMessage, GossipTimer> host,
            Ties ties,
            int patience,
            Consumer<GossipEvent> events,
            GossipTally tally) {
        this.host = host;
        this.ties = ties;
        this.patience = patience;
        this.events = events;
        this.tally = tally;
    }

    /** Somebody brought an entry, and the others did not. */
    void onBrought(Tie bringer, MessageId id) {
        List<PeerId> useless = new ArrayList<>(0);
        for (Tie tie : ties.all()) {
            int others = tie == bringer ? 0 : tie.onBroughtByAnother();
            if (others == patience && !tie.isOnTrial()) {
                tie.tryWith(id);
                // Not all at one time: what comes of it is an extra copy.
                long spreadNanos = host.random().nextLong(LEAST_WAIT.toNanos());
                host.arm(new TrialDue(tie.peer), LEAST_WAIT.plusNanos(spreadNanos));
            } else if (others == patience) {
                useless.add(tie.peer);
            }
        }
        // Afterwards: whoever is told may end the session.
        tally.useless += useless.size();
        useless.forEach(peer -> events.accept(new GossipEvent.Useless(peer)));
    }

    /** It has what it is asked for, if it takes part. */
    void onDue(PeerId peer) {
        Tie tie = ties.get(peer);
        MessageId id = tie == null ? null : tie.beginTrial();
        if (tie != null && id != null) {
            tally.grafts++;
            host.send(peer, new Graft(Optional.of(id)));
            if (tie.isLazy()) {
                tally.prunes++;
                host.send(peer, new Prune()); // It gives this one entry, and the tree stays as it is.
            }
        }
    }
}
