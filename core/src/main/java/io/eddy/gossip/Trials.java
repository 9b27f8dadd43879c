package io.eddy.gossip;

import io.eddy.entry.Entry;
import io.eddy.entry.MessageId;
import io.eddy.gossip.GossipMessage.Graft;
import io.eddy.gossip.GossipMessage.Prune;
import io.eddy.gossip.GossipTimer.TrialDue;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds neighbours that take what others say and give nothing.
 *
 * <pre>
 *   others brought 50 ──5 to 10 s──▶ asked for one of them ──others brought 50 more, and 5 s──▶ useless
 *        └──────────────── it sent another's entry: never looked at again ─────────┘
 * </pre>
 *
 * <p>One that never sent anything may be a leaf of the tree behind us, which has nothing to tell. So it is asked for
 * what it must have by now and have still: who gives anything gives that. To announce entries is no proof: that costs
 * nothing; nor are entries of its own.
 */
final class Trials {
    /** As long as an entry may need to everybody, grafts and all, and no longer than half of what it is kept for. */
    private static final Duration LEAST_WAIT = Duration.ofSeconds(5);

    private final Host<GossipMessage, GossipTimer> host;
    private final GossipConfig config;
    private final Ties ties;
    private final EntryCache cache;
    private final Consumer<GossipEvent> events;
    private final GossipTally tally;

    Trials(
            Host<GossipMessage, GossipTimer> host,
            GossipConfig config,
            Ties ties,
            EntryCache cache,
            Consumer<GossipEvent> events,
            GossipTally tally) {
        this.host = host;
        this.config = config;
        this.ties = ties;
        this.cache = cache;
        this.events = events;
        this.tally = tally;
    }

    /** Somebody brought an entry, and the others did not. */
    void onBrought(Tie bringer) {
        List<PeerId> useless = new ArrayList<>(0);
        for (Tie tie : ties.all()) {
            if (tie == bringer || tie.onBroughtByAnother() < config.uselessAfter()) {
                continue;
            }
            Timestamp triedAt = tie.triedAt();
            if (triedAt == null) {
                tie.awaitTrial();
                // Not all at one time: what comes of it is an extra copy.
                long spreadNanos = host.random().nextLong(LEAST_WAIT.toNanos());
                host.arm(new TrialDue(tie.peer), LEAST_WAIT.plusNanos(spreadNanos));
            } else if (triedAt.until(host.now()).compareTo(LEAST_WAIT) >= 0) {
                tie.endTrial(); // Whoever is told may keep it, and is told again then.
                useless.add(tie.peer);
            }
        }
        // Afterwards: whoever is told may end the session.
        tally.useless += useless.size();
        useless.forEach(peer -> events.accept(new GossipEvent.Useless(peer)));
    }

    void onDue(PeerId peer) {
        Tie tie = ties.get(peer);
        if (tie != null && tie.beginTrial()) {
            // What came long ago it may have forgotten, as we do; what came just now it may not have yet.
            cache.middle(entry -> isProof(entry, peer), host.now()).ifPresent(id -> ask(tie, id));
        }
    }

    /** Whether everybody who takes part has it: what is older may have been taken for a recording by some. */
    private boolean isProof(Entry entry, PeerId of) {
        long apartMillis = Math.abs(host.wallClockMillis() - entry.sentAtMillis());
        return !entry.id().author().equals(of)
                && apartMillis <= config.memory().knownFor().toMillis();
    }

    private void ask(Tie tie, MessageId id) {
        tie.tryWith(id, host.now());
        tally.grafts++;
        host.send(tie.peer, new Graft(Optional.of(id)));
        if (tie.isLazy()) {
            tally.prunes++;
            host.send(tie.peer, new Prune()); // It gives this one entry, and the tree stays as it is.
        }
    }
}
