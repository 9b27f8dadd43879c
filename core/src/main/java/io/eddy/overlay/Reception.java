package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import io.eddy.node.TokenBucket;
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
    /** How often one peer's request is urgent (protocols.md A.5). */
    private static final Duration URGENT_EVERY = Duration.ofSeconds(10);

    /** Peers whose urgent requests are remembered. */
    private static final int MAX_URGENT = 64;

    private final Host<OverlayMessage, OverlayTimer> host;
    private final OverlayConfig config;
    private final Addresses addresses;
    private final ActiveView active;
    private final Walks walks;
    private final OverlayTally tally;
    private final Deque<AddressRecord> joiners = new ArrayDeque<>();
    private final Map<PeerId, Timestamp> urgent = new LinkedHashMap<>();
    private final TokenBucket joins;

    Reception(
            Host<OverlayMessage, OverlayTimer> host,
            OverlayConfig config,
            Addresses addresses,
            ActiveView active,
            Walks walks,
            OverlayTally tally) {
        this.host = host;
        this.config = config;
        this.addresses = addresses;
        this.active = active;
        this.walks = walks;
        this.tally = tally;
        int perSecond = config.limits().joinsPerSecond();
        this.joins = TokenBucket.perSecond(perSecond, perSecond);
    }

    void onJoin(PeerId from, Join join) {
        AddressRecord joiner = addresses.ofSpeaker(from, join.record());
        if (active.isShunned(from)) {
            refuse(from, join.number());
            return;
        }
        if (!active.contains(from) && !joins.take(host.now())) {
            List<AddressRecord> others = others(from);
            if (!others.isEmpty()) {
                tally.redirected++;
                host.send(from, new Redirect(join.number(), others));
                return;
            }
        }
        boolean known = active.contains(from);
        AddressRecord madePlace = active.admit(from, join.number(), joiner);
        host.send(from, answer(from, join.number(), madePlace));
        if (!known) {
            tally.joined++;
            walks.tellOfJoiner(joiner);
            note(joiner);
        }
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
        return may;
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
