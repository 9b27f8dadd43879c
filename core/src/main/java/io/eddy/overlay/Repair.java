package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.overlay.Approach.Plan;
import io.eddy.overlay.Approach.Purpose;
import io.eddy.overlay.Contacts.Contact;
import io.eddy.overlay.OverlayEvent.Alone;
import io.eddy.overlay.OverlayEvent.ContactsWanted;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a peer gets into the network, and back into it.
 *
 * <p>Two repairs of what the paper leaves open (protocols.md A.3). A peer with fewer than 3 neighbours for 5 s joins
 * anew, not only one with none: two with each other look healthy and are an island. And once a minute a peer talks to
 * any that it knows of, so that two halves that have forgotten each other meet again.
 *
 * <p>The second departs from the measured one in this: such a probe asks for a link only so often that the whole
 * network makes about as many links a minute as {@code firmProbes} says. Each moves two other links, and with 10,000
 * peers that each made one a minute, one in thirty would be short of a neighbour at any time. A hundredth of
 * the links mends a partition of that size in the same second; in a small network every probe asks.
 */
final class Repair {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** No sooner than that after the start: the first neighbours are others' business. */
    private static final Duration FIRST_PROBE = Duration.ofSeconds(5);

    /** Peers that were started together have had their first probe by then: in their haste they form parts. */
    private static final Duration FIRST_PROBE_SPREAD = Duration.ofSeconds(15);

    /** Attempts of one who has no neighbour: dead addresses on one's own machine fail in no time. */
    private static final int JOINS_A_SECOND = 2;

    private static final int MAX_JOINS_AT_ONCE = 4;

    /** Sessions that are remembered as a way in. */
    private static final int MAX_LINKED = 64;

    private final Host<OverlayMessage, OverlayTimer> host;
    private final OverlayConfig config;
    private final Addresses addresses;
    private final ActiveView active;
    private final Approaches approaches;
    private final Consumer<OverlayEvent> events;
    private final OverlayTally tally;
    private final Set<PeerId> linked = new LinkedHashSet<>();
    private final Bucket joins = Bucket.perSecond(JOINS_A_SECOND, MAX_JOINS_AT_ONCE);
    private final Bucket contactCalls;
    private boolean joined;
    private boolean sparse;
    private boolean aloneSoon;
    private boolean contactsWanted;
    private Duration wait;

    Repair(
            Host<OverlayMessage, OverlayTimer> host,
            OverlayConfig config,
            Addresses addresses,
            ActiveView active,
            Approaches approaches,
            ActiveView.Outside outside) {
        this.host = host;
        this.config = config;
        this.addresses = addresses;
        this.active = active;
        this.approaches = approaches;
        this.events = outside.events();
        this.tally = outside.tally();
        this.wait = config.pace().sparse();
        int perMinute = config.limits().contactCallsPerMinute();
        this.contactCalls = Bucket.perMinute(perMinute, perMinute);
    }

    void start() {
        long spreadNanos = host.random().nextLong(FIRST_PROBE_SPREAD.toNanos());
        host.arm(new OverlayTimer.ProbeDue(), FIRST_PROBE.plusNanos(spreadNanos));
    }

    /** A session that anybody made, with a peer that takes part: a way in that costs no call. */
    void onLinked(PeerId peer) {
        if (linked.size() < MAX_LINKED) {
            linked.add(peer);
        }
    }

    void onUnlinked(PeerId peer) {
        linked.remove(peer);
    }

    /** Something has happened to the neighbours, or to what is known. */
    void reconsider() {
        int neighbours = active.size();
        joined |= neighbours > 0;
        if (neighbours >= config.views().least()) {
            if (sparse) {
                sparse = false;
                wait = config.pace().sparse();
                host.disarm(new OverlayTimer.Sparse());
            }
        } else if (!sparse) {
            sparse = true;
            host.arm(new OverlayTimer.Sparse(), wait);
        }
        if (neighbours > 0) {
            if (aloneSoon) {
                aloneSoon = false;
                host.disarm(new OverlayTimer.Alone());
            }
        } else {
            onNone();
        }
    }

    void onAlone() {
        events.accept(new Alone());
    }

    /** There have been too few neighbours for long. */
    void onSparse() {
        if (active.size() < config.views().least()) {
            contactsWanted = true;
            events.accept(new ContactsWanted());
            join();
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            long nanos = wait.toNanos();
            host.arm(
                    new OverlayTimer.Sparse(),
                    Duration.ofNanos(nanos / 2 + host.random().nextLong(nanos / 2)));
        }
    }

    /**
     * Talks to any peer that is known: it may belong to another part of the network. Parts forget each other, so
     * whoever
     * knows live peers of all of them, a manager or the local network, is asked to name some for the next time.
     */
    void onProbeDue() {
        host.arm(new OverlayTimer.ProbeDue(), Overlay.jittered(config.pace().probe(), host.random()));
        Plan plan = active.size() > 0 ? whomToProbe() : null;
        if (plan != null) {
            tally.probes++;
            approaches.begin(plan);
        }
        events.accept(new ContactsWanted());
    }

    private @Nullable Plan whomToProbe() {
        int known = addresses.book.size() + addresses.contacts.size();
        boolean firm =
                known > 0 && host.random().nextInt(known) < config.limits().firmProbes();
        Purpose purpose = firm ? Purpose.FIRM_PROBE : Purpose.PROBE;
        Contact contact = addresses.contacts.random(host.random(), host.now(), approaches::isFree);
        AddressRecord kept = addresses.book.random(host.random(), approaches::isFree);
        if (contact != null && (kept == null || host.random().nextBoolean())) {
            return new Plan(contact.peer(), purpose, addresses.book.record(contact.peer()), 0);
        }
        return kept == null ? null : Plan.of(purpose, kept);
    }

    private void onNone() {
        if (!aloneSoon) {
            aloneSoon = true;
            contactsWanted = false;
            host.arm(new OverlayTimer.Alone(), config.pace().sparse());
        }
        while (!approaches.isHopeful() && joins.take(host.now()) && join()) {
            // One after the other, until one is under way that may end well soon.
        }
        if (!approaches.isHopeful() && !contactsWanted) {
            contactsWanted = true;
            events.accept(new ContactsWanted());
        }
    }

    /** Approaches one peer in order to join there; {@code false} when none is known. */
    private boolean join() {
        Plan plan = whereToJoin();
        return plan != null && approaches.begin(plan);
    }

    private @Nullable Plan whereToJoin() {
        for (PeerId peer : linked) {
            if (approaches.isUntried(peer)) {
                return new Plan(peer, Purpose.JOIN, addresses.book.record(peer), 0);
            }
        }
        Contact contact = addresses.contacts.random(host.random(), host.now(), approaches::isUntried);
        if (contact != null && (!joined || contactCalls.take(host.now()))) {
            return new Plan(contact.peer(), Purpose.JOIN, addresses.book.record(contact.peer()), 0);
        }
        AddressRecord kept = addresses.book.random(host.random(), approaches::isUntried);
        return kept == null ? null : Plan.of(Purpose.JOIN, kept);
    }
}
