package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.overlay.ActiveView.Neighbour;
import io.eddy.overlay.Approach.Plan;
import io.eddy.overlay.Approach.Purpose;
import io.eddy.overlay.OverlayMessage.ForwardJoin;
import io.eddy.overlay.OverlayMessage.Seek;
import io.eddy.overlay.OverlayMessage.Shuffle;
import io.eddy.overlay.OverlayMessage.ShuffleReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What wanders from neighbour to neighbour: news of joiners, seekers, and shuffles with their answers. */
final class Walks {
    private static final long NONE = -1;

    /** Neighbours that are told of a missing one, each for a walk of its own. */
    private static final int MAX_SEEKS = 3;

    /** A seeker is not found by neighbours of its neighbours: the three would be a corner of their own. */
    private static final int HOPS_BEFORE_FOUND = 2;

    private final Host<OverlayMessage, OverlayTimer> host;
    private final OverlayConfig config;
    private final Addresses addresses;
    private final ActiveView active;
    private final Approaches approaches;
    private final OverlayTally tally;

    /** For all who are no neighbours together. */
    private final Teller strangers;

    /** The number of the shuffle whose answer may still come. */
    private long awaited = NONE;

    Walks(
            Host<OverlayMessage, OverlayTimer> host,
            OverlayConfig config,
            Addresses addresses,
            ActiveView active,
            Approaches approaches,
            OverlayTally tally) {
        this.host = host;
        this.config = config;
        this.addresses = addresses;
        this.active = active;
        this.approaches = approaches;
        this.tally = tally;
        this.strangers = new Teller(config);
    }

    /** Exchanges what is known with whoever is at the end of a walk. */
    void shuffle() {
        Neighbour first = active.random(peer -> true);
        if (first != null) {
            shuffle(first.peer, config.walks().shuffleHops());
        }
    }

    /** Exchanges what is known with this peer itself. */
    void shuffleWith(PeerId peer) {
        shuffle(peer, 1);
    }

    private void shuffle(PeerId first, int hops) {
        List<AddressRecord> told = new ArrayList<>(OverlayMessage.MAX_RECORDS);
        active.sampleInto(told, config.walks().activeShuffled(), first);
        addresses.passive.sampleInto(told, config.walks().passiveShuffled(), host.random(), first);
        awaited = host.random().nextLong(Long.MAX_VALUE);
        tally.shuffles++;
        host.send(first, new Shuffle(hops, awaited, addresses.own.record(), List.of(host.self()), told));
    }

    void onShuffle(PeerId from, Shuffle shuffle) {
        Teller teller = teller(from);
        if (!teller.walks.take(host.now())) {
            tally.overRate++;
            return;
        }
        if (!isPathOf(from, shuffle)) {
            tally.badPaths++;
            return;
        }
        int hops = clamped(shuffle.hops(), config.walks().shuffleHops()) - 1;
        List<PeerId> path = shuffle.path();
        Neighbour next = hops > 0 && path.size() < OverlayMessage.MAX_PATH && active.contains(from)
                ? active.random(peer -> !path.contains(peer))
                : null;
        if (next == null) {
            take(from, teller, shuffle);
        } else {
            List<PeerId> longer = new ArrayList<>(path);
            longer.add(host.self());
            host.send(next.peer, new Shuffle(hops, shuffle.number(), shuffle.origin(), longer, shuffle.records()));
        }
    }

    void onShuffleReply(PeerId from, ShuffleReply reply) {
        Teller teller = teller(from);
        if (!teller.walks.take(host.now())) {
            tally.overRate++;
        } else if (!reply.path().isEmpty()) {
            PeerId next = reply.path().get(0);
            if (active.contains(next) || active.isParting(next)) {
                List<PeerId> rest = reply.path().subList(1, reply.path().size());
                host.send(next, new ShuffleReply(reply.number(), rest, reply.records()));
            }
            // Else whoever passed the question on is a neighbour no longer: the answer is lost, and the next will do.
        } else if (reply.number() == awaited) {
            awaited = NONE;
            learn(teller, reply.records());
        } else {
            tally.stale++;
        }
    }

    /** Tells the neighbours of one who joined here. */
    void tellOfJoiner(AddressRecord joiner) {
        ForwardJoin news = new ForwardJoin(config.walks().joinHops(), joiner);
        for (PeerId peer : active.peers()) {
            if (!peer.equals(joiner.peer())) {
                host.send(peer, news);
            }
        }
    }

    void onForwardJoin(PeerId from, ForwardJoin news) {
        Teller teller = teller(from);
        PeerId joiner = news.record().peer();
        if (!teller.walks.take(host.now())) {
            tally.overRate++;
            return;
        }
        if (joiner.equals(host.self()) || !active.contains(from)) {
            tally.stale++;
            return;
        }
        int hops = clamped(news.hops(), config.walks().joinHops());
        if (hops == config.walks().passiveHops()) {
            addresses.learn(teller, news.record(), active::contains);
        }
        Neighbour next = hops > 0 ? onward(from, joiner) : null;
        if (next != null) {
            host.send(next.peer, new ForwardJoin(hops - 1, news.record()));
        } else if (!active.contains(joiner)) {
            approach(Purpose.WELCOME, teller, news.record());
        }
    }

    /** Seeks others that lack a neighbour as this side does: it costs no call unless there is one. */
    void seek() {
        List<Neighbour> all = active.all();
        int missing = config.views().active() - all.size();
        List<Neighbour> asked = new ArrayList<>(MAX_SEEKS);
        Samples.draw(all, asked, missing > 0 ? MAX_SEEKS : 0, host.random(), neighbour -> true);
        Seek seek = new Seek(config.walks().seekHops(), addresses.own.record());
        asked.forEach(neighbour -> host.send(neighbour.peer, seek));
    }

    void onSeek(PeerId from, Seek seek) {
        Teller teller = teller(from);
        PeerId seeker = seek.record().peer();
        if (!teller.walks.take(host.now())) {
            tally.overRate++;
        } else if (!active.contains(from) || seeker.equals(host.self())) {
            tally.stale++;
        } else {
            int hops = clamped(seek.hops(), config.walks().seekHops());
            Neighbour next = hops > 1 ? onward(from, seeker) : null;
            boolean far = hops <= config.walks().seekHops() - HOPS_BEFORE_FOUND;
            if ((far || next == null) && approaches.isWanting() && approaches.isUntried(seeker)) {
                approach(Purpose.FILL, teller, seek.record());
            } else if (next != null) {
                host.send(next.peer, new Seek(hops - 1, seek.record()));
            }
        }
    }

    /** Where news goes on to: not back, and not to whom it is of. */
    private @Nullable Neighbour onward(PeerId from, PeerId subject) {
        return active.random(peer -> !peer.equals(from) && !peer.equals(subject));
    }

    /** Approaches a peer of which another told, if its record is found to be genuine. */
    void approach(Purpose purpose, Teller teller, AddressRecord record) {
        addresses.learn(teller, record, active::contains);
        AddressRecord genuine = addresses.passive.get(record.peer()); // What was told may be forged, or old.
        if (genuine != null) {
            approaches.begin(Plan.of(purpose, genuine));
        }
    }

    /** Takes what a peer told of others. */
    void learn(PeerId from, List<AddressRecord> records) {
        learn(teller(from), records);
    }

    private void learn(Teller teller, List<AddressRecord> records) {
        for (AddressRecord record : records) {
            addresses.learn(teller, record, active::contains);
        }
    }

    private void take(PeerId from, Teller teller, Shuffle shuffle) {
        tally.shufflesTaken++;
        List<AddressRecord> told = new ArrayList<>(OverlayMessage.MAX_RECORDS);
        told.add(addresses.own.record());
        PeerId origin = shuffle.origin().peer();
        addresses.passive.sampleInto(told, shuffle.records().size(), host.random(), origin);
        List<AddressRecord> bounded =
                told.size() > OverlayMessage.MAX_RECORDS ? told.subList(0, OverlayMessage.MAX_RECORDS) : told;
        List<PeerId> back = new ArrayList<>(shuffle.path());
        back.remove(back.size() - 1);
        Collections.reverse(back);
        host.send(from, new ShuffleReply(shuffle.number(), back, bounded));
        addresses.learn(teller, shuffle.origin(), active::contains);
        learn(teller, shuffle.records());
    }

    /** Whether it came from its origin, over different peers, by the speaker, and not by this side. */
    private boolean isPathOf(PeerId from, Shuffle shuffle) {
        List<PeerId> path = shuffle.path();
        return !path.isEmpty()
                && path.get(path.size() - 1).equals(from)
                && path.get(0).equals(shuffle.origin().peer())
                && !path.contains(host.self())
                && new LinkedHashSet<>(path).size() == path.size();
    }

    private int clamped(int hops, int most) {
        if (hops > most) {
            tally.hopsClamped++;
        }
        return Math.min(hops, most);
    }

    Teller teller(PeerId from) {
        Neighbour neighbour = active.get(from);
        return neighbour == null ? strangers : neighbour.teller;
    }
}
