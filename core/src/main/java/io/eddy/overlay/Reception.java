package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.node.TokenBucket;
import io.eddy.overlay.ActiveView.Outside;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Priority;
import io.eddy.overlay.OverlayMessage.Probe;
import io.eddy.overlay.OverlayMessage.Redirect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How others become neighbours of this side.
 *
 * <p>When many join through one contact at a time, they would meet only each other there, and the network would be a
 * chain. So a contact admits few in a second, and sends the others on to any it knows.
 */
final class Reception {
    /** How often one peer gets a place that another must make (protocols.md A.5). */
    private static final Duration URGENT_EVERY = Duration.ofSeconds(10);

    /** Peers whose urgent requests are remembered. */
    private static final int MAX_URGENT = 64;

    /** How often all of one public network, which one attacker may own, get places that others must make. */
    private static final int PLACES_PER_MINUTE = 30;

    private static final int PLACES_AT_ONCE = 10;

    /** So many times that often for a private network, which is as large as a household or a company. */
    private static final int PRIVATE_SHARE = 8;

    /** Networks whose shares are remembered; of more, the one that asked longest ago is forgotten. */
    private static final int MAX_NETS = 64;

    private final Host<OverlayMessage, OverlayTimer> host;
    private final OverlayConfig config;
    private final Addresses addresses;
    private final ActiveView active;
    private final Walks walks;
    private final OverlayTally tally;
    private final Callers callers;
    private final Deque<AddressRecord> joiners = new ArrayDeque<>();
    private final Map<PeerId, Timestamp> urgent = new LinkedHashMap<>();
    private final Map<String, TokenBucket> shares = new LinkedHashMap<>();
    private final TokenBucket joins;

    Reception(
            Host<OverlayMessage, OverlayTimer> host,
            OverlayConfig config,
            Addresses addresses,
            ActiveView active,
            Walks walks,
            Outside outside) {
        this.host = host;
        this.config = config;
        this.addresses = addresses;
        this.active = active;
        this.walks = walks;
        this.tally = outside.tally();
        this.callers = outside.callers();
        int perSecond = config.limits().joinsPerSecond();
        this.joins = TokenBucket.perSecond(perSecond, perSecond);
    }

    void onJoin(PeerId from, Join join) {
        AddressRecord joiner = addresses.ofSpeaker(from, join.record());
        if (active.isShunned(from)) {
            refuse(from, join.number());
            return;
        }
        boolean known = active.contains(from);
        boolean displaces = !known && active.isFull();
        if (displaces && !mayBeUrgent(from)) {
            sendOn(from, join, true);
            return;
        }
        if (!known && !joins.take(host.now()) && sendOn(from, join, false)) {
            return;
        }
        AddressRecord madePlace = active.admit(from, join.number(), joiner);
        host.send(from, answer(from, join.number(), madePlace));
        if (!known) {
            tally.joined++;
            walks.tellOfJoiner(joiner);
            note(joiner);
        }
    }

    /** Names others to a joiner; {@code false} when there is none to name, and it need not be refused. */
    private boolean sendOn(PeerId joiner, Join join, boolean refusing) {
        List<AddressRecord> others = others(joiner);
        if (!others.isEmpty()) {
            tally.redirected++;
            host.send(joiner, new Redirect(join.number(), others));
        } else if (refusing) {
            refuse(joiner, join.number());
        }
        return !others.isEmpty() || refusing;
    }

    void onNeighbour(PeerId from, Neighbour request) {
        AddressRecord record = addresses.ofSpeaker(from, request.record());
        if (active.isShunned(from)) {
            refuse(from, request.number());
        } else if (active.contains(from) || !active.isFull() || isUrgent(from, request)) {
            tally.accepted++;
            AddressRecord madePlace = active.admit(from, request.number(), record);
            host.send(from, answer(from, request.number(), madePlace));
        } else {
            addresses.remember(record);
            refuse(from, request.number());
        }
    }

    /** Somebody may be of another network: only then it needs a place here. */
    void onProbe(PeerId from, Probe probe) {
        AddressRecord record = addresses.ofSpeaker(from, probe.record());
        boolean same = active.marks.isSame(probe.mark());
        tally.sameNetwork += same ? 1 : 0;
        if (active.contains(from) || (!same && !active.isShunned(from) && mayBeUrgent(from))) {
            tally.accepted++;
            AddressRecord madePlace = active.admit(from, probe.number(), record);
            host.send(from, answer(from, probe.number(), madePlace));
        } else {
            refuse(from, probe.number());
        }
    }

    private void refuse(PeerId peer, long number) {
        tally.refused++;
        List<AddressRecord> told = withOwn(peer, null);
        active.sampleInto(told, config.walks().activeShuffled(), peer);
        host.send(peer, new NeighbourAnswer(number, false, false, told));
    }

    /** Names no neighbour: one that became the listener's as well would make a corner of the network its own. */
    private NeighbourAnswer answer(PeerId peer, long number, @Nullable AddressRecord madePlace) {
        boolean named = madePlace != null && madePlace.isDialable();
        return new NeighbourAnswer(number, true, named, withOwn(peer, named ? madePlace : null));
    }

    private boolean isUrgent(PeerId from, Neighbour request) {
        return request.priority() == Priority.HIGH && mayBeUrgent(from);
    }

    private boolean mayBeUrgent(PeerId peer) {
        Timestamp before = urgent.remove(peer);
        boolean may = before == null || before.until(host.now()).compareTo(URGENT_EVERY) >= 0;
        urgent.put(peer, may || before == null ? host.now() : before);
        if (urgent.size() > MAX_URGENT) {
            urgent.remove(urgent.keySet().iterator().next());
        }
        return may && hasShare(callers.hostOf(peer));
    }

    private boolean hasShare(String seenAt) {
        if (seenAt.isEmpty() || Hosts.isLoopback(seenAt)) {
            return true;
        }
        String net = Hosts.net(seenAt);
        int share = Hosts.isPrivate(seenAt) ? PRIVATE_SHARE : 1;
        TokenBucket before = shares.remove(net);
        TokenBucket bucket =
                before == null ? TokenBucket.perMinute(share * PLACES_PER_MINUTE, share * PLACES_AT_ONCE) : before;
        shares.put(net, bucket);
        if (shares.size() > MAX_NETS) {
            shares.remove(shares.keySet().iterator().next());
        }
        return bucket.take(host.now());
    }

    private void note(AddressRecord joiner) {
        if (joiner.isDialable()) {
            joiners.add(joiner);
            if (joiners.size() > config.views().joiners()) {
                joiners.remove();
            }
        }
    }

    /** Some of all known here, for one who is to join elsewhere. */
    private List<AddressRecord> others(PeerId without) {
        List<AddressRecord> all = new ArrayList<>();
        active.sampleInto(all, config.views().active(), without);
        addresses.passive.sampleInto(all, config.views().passive(), host.random(), without);
        for (AddressRecord joiner : joiners) {
            if (!joiner.peer().equals(without) && !all.contains(joiner)) {
                all.add(joiner);
            }
        }
        List<AddressRecord> others = new ArrayList<>(OverlayMessage.MAX_RECORDS);
        Samples.draw(all, others, OverlayMessage.MAX_RECORDS, host.random(), record -> true);
        return others;
    }

    /** The own record, that of whoever made place, and some of the passive view. */
    private List<AddressRecord> withOwn(PeerId without, @Nullable AddressRecord madePlace) {
        List<AddressRecord> told = new ArrayList<>(OverlayMessage.MAX_RECORDS);
        told.add(addresses.own.record());
        if (madePlace != null) {
            told.add(madePlace);
        }
        addresses.passive.sampleInto(told, config.walks().passiveShuffled(), host.random(), without);
        return told;
    }
}
