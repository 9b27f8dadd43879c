package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.TokenBucket;
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
 * <p>The second departs from the measured one in this: such a probe makes a link only when the two sides show different
 * marks of their networks ({@link Marks}). Each link moves two others, tears the trees of broadcasts there, and with
 * 10,000 peers that each made one a minute, some hundred would be short of a neighbour at any time. Since marks
 * may lie, about {@code blindProbes} a minute, in the whole network, ask for a link whatever the marks are; and about
 * {@code firmProbes} of the probes of those that know no mark. In a small network every probe asks. The first two of
 * each peer ask as well, and one when its network was taken up by another: they join the parts that a network begins
 * in,
 * when all start at once and join each other, and undo what order there is in who joined where.
 */
final class Repair {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** No sooner than that after the start: the first neighbours are others' business. */
    private static final Duration FIRST_PROBE = Duration.ofSeconds(5);

    /** Those that were started together have had their first probe by then. */
    private static final Duration FIRST_PROBE_SPREAD = Duration.ofSeconds(10);

    /** Probes of a peer that has just come. */
    private static final int FIRST_PROBES = 2;

    /** From the first neighbour after a loss of all to a probe: about what the others need to find one. */
    private static final Duration SOON = Duration.ofSeconds(4);

    /** They are so much more frequent: a network that grew at once is as it will be within half a minute. */
    private static final int SOONER = 5;

    /** From a loss on: when many are lost at one time, who sought whom matters less than that there is somebody. */
    private static final int CALM_TICKS = 3;

    /** Until who sought too few seeks one more: that one's place may be another's that then seeks, and so on. */
    private static final Duration BALANCED_SOON = Duration.ofSeconds(2);

    /**
     * Attempts of one who has lost all neighbours, as many as its haste allows: dead addresses on one's own machine
     * fail in no time.
     */
    private static final int JOINS_A_SECOND = 4;

    /** The same of one who never had any: on a machine where many start at once every dial makes the others longer. */
    private static final int FIRST_JOINS_A_MINUTE = 30;

    private static final int MAX_JOINS_AT_ONCE = 4;

    /** Peers that are probed one after the other until one is met. */
    private static final int MAX_PROBES_AT_ONCE = 5;

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
    private final TokenBucket joins = TokenBucket.perSecond(JOINS_A_SECOND, MAX_JOINS_AT_ONCE);
    private final TokenBucket firstJoins = TokenBucket.perMinute(FIRST_JOINS_A_MINUTE, MAX_JOINS_AT_ONCE);
    private final TokenBucket contactCalls;
    private boolean joined;

    /** Whether all neighbours were lost, and none was found since. */
    private boolean bereft;

    private boolean sparse;
    private boolean aloneSoon;
    private boolean contactsWanted;
    private Purpose how = Purpose.PROBE;
    private int ticksSinceLoss = CALM_TICKS;
    private int probesMade;
    private int probesLeft;
    private int sought;
    private boolean surrounded;
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
        this.contactCalls = TokenBucket.perMinute(perMinute, perMinute);
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
        ticksSinceLoss = active.contains(peer) ? 0 : ticksSinceLoss;
        linked.remove(peer);
    }

    /** Something has happened to the neighbours, or to what is known. */
    void reconsider() {
        int neighbours = active.size();
        noteLoss(neighbours == 0);
        noteSought();
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
        if (!approaches.wasTaken() && neighbours > 0 && addresses.contacts.size() > 0) {
            joinOnce();
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

    /** Talks to any peer that is known: it may belong to another part of the network. */
    void onProbeDue() {
        if (active.marks.takeMoved()) {
            probesMade = Math.min(probesMade, FIRST_PROBES - 1);
        }
        boolean early = probesMade < FIRST_PROBES;
        Duration next =
                early ? config.pace().probe().dividedBy(SOONER) : config.pace().probe();
        host.arm(new OverlayTimer.ProbeDue(), host.jittered(next));
        probesMade += early && active.size() > 0 ? 1 : 0;
        how = early ? Purpose.FIRM_PROBE : drawnProbe();
        probesLeft = MAX_PROBES_AT_ONCE;
        probeNext();
        // Parts forget each other: whoever knows live peers of all of them may name some for the next time.
        events.accept(new ContactsWanted());
    }

    void onTick() {
        ticksSinceLoss++;
        balance();
    }

    /** Who sought too few of its neighbours seeks one more, so that nobody surrounds it by asking. */
    void balance() {
        boolean calm =
                ticksSinceLoss >= CALM_TICKS && active.size() >= config.views().least();
        if (calm && active.balance.isSurrounded() && !approaches.isProbing()) {
            probe(Purpose.FIRM_PROBE);
        }
    }

    /** Who is short of neighbours that it sought looks for one now, and at each tick when that does not help. */
    private void noteSought() {
        int now = active.balance.sought();
        boolean asBefore = surrounded && sought == now;
        sought = now;
        surrounded = active.balance.isSurrounded();
        if (surrounded && !asBefore) {
            host.arm(new OverlayTimer.BalanceDue(), host.jittered(BALANCED_SOON));
        }
    }

    /** Those who have lost all at one time and found each other may be an island: they look for others at once. */
    private void noteLoss(boolean alone) {
        joined |= !alone;
        if (!alone && bereft) {
            probesMade = Math.min(probesMade, FIRST_PROBES - 1);
            host.arm(new OverlayTimer.ProbeDue(), host.jittered(SOON));
        }
        bereft = alone && joined;
    }

    private Purpose drawnProbe() {
        int drawn = host.random().nextInt(Math.max(1, addresses.book.networkSize()));
        if (drawn < config.limits().blindProbes()) {
            return Purpose.FIRM_PROBE;
        } else if (active.marks.current() != null) {
            return Purpose.MARKED_PROBE;
        }
        return drawn < config.limits().firmProbes() ? Purpose.FIRM_PROBE : Purpose.PROBE;
    }

    /** Probes one more, also when the one before has met nobody: most that are known may be gone. */
    void probeNext() {
        if (active.size() > 0 && probesLeft > 0 && probe(how)) {
            probesLeft--;
        }
    }

    private boolean probe(Purpose purpose) {
        Plan plan = whomToAsk(purpose);
        if (plan != null) {
            tally.probes++;
            approaches.begin(plan);
        }
        return plan != null;
    }

    /** A contact half of the time: a beacon may be heard of a part of which no record tells. */
    private @Nullable Plan whomToAsk(Purpose purpose) {
        if (host.random().nextBoolean()) {
            Contact contact = addresses.contacts.random(host.random(), host.now(), approaches::isFree);
            if (contact != null && contactCalls.take(host.now())) {
                return new Plan(contact.peer(), purpose, addresses.book.record(contact.peer()), 0);
            }
        }
        AddressRecord kept = addresses.book.random(host.random(), approaches::isFree);
        return kept == null ? null : Plan.of(purpose, kept);
    }

    /** Others came before this side had joined anywhere: they may know nobody but each other. */
    private void joinOnce() {
        if (!approaches.isHopeful() && mayJoin()) {
            join();
        }
    }

    private void onNone() {
        if (!aloneSoon) {
            aloneSoon = true;
            contactsWanted = false;
            host.arm(new OverlayTimer.Alone(), config.pace().sparse());
        }
        while (!approaches.isHopeful()) { // One after the other, until one is under way that may end well soon.
            if (!mayJoin()) {
                joinLater();
                break;
            }
            if (!join()) {
                break;
            }
        }
        if (!approaches.isHopeful() && !contactsWanted) {
            contactsWanted = true;
            events.accept(new ContactsWanted());
        }
    }

    private boolean mayJoin() {
        return allowance().take(host.now());
    }

    /** Goes on as soon as it may: where dead addresses refuse at once, nothing else happens before the next tick. */
    private void joinLater() {
        boolean knowsUntried = linked.stream().anyMatch(approaches::isUntried)
                || addresses.contacts.anyFits(approaches::isUntried)
                || addresses.book.anyFits(approaches::isUntried);
        if (knowsUntried) {
            host.arm(new OverlayTimer.PatienceOver(), allowance().untilNext(host.now()));
        }
    }

    private TokenBucket allowance() {
        return approaches.wasTaken() ? joins : firstJoins;
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
