package io.eddy.overlay;

import io.eddy.node.Former;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.overlay.OverlayEvent.Joined;
import io.eddy.overlay.OverlayEvent.NeighbourDown;
import io.eddy.overlay.OverlayEvent.NeighbourUp;
import io.eddy.overlay.OverlayMessage.Beat;
import io.eddy.overlay.OverlayMessage.Disconnect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours: peers with a session, with each of which both sides agree on it.
 *
 * <pre>
 *   (session) ──asked and accepted──▶ UP ──told, or tells──▶ PARTING ──told back, or 1 s──▶ released
 *                                     └── session lost ──▶ gone
 * </pre>
 *
 * <p>Who makes a place for one who asks stays until that one beats, or for a second: for nobody a neighbour is lost
 * before there is another, and none when the asker has changed its mind. Then it is parted from in two steps, so that
 * nothing is lost between them: nothing more is sent to it from the first step on; what it sent before it knew is heard
 * until the second, and only then may the session end.
 */
final class ActiveView {
    /** One neighbour. */
    static final class Neighbour {
        final PeerId peer;
        final Origin origin;

        final Teller teller;
        long number;

        @Nullable
        AddressRecord record;

        /** Whether it knows that it is one: one that asked may have changed its mind since. */
        boolean certain;

        /** Who makes place for it, once it is certain. */
        @Nullable
        Neighbour displaces;

        /** Whether it is about to make place. */
        boolean leaving;

        Neighbour(PeerId peer, Origin origin, Teller teller) {
            this.peer = peer;
            this.origin = origin;
            this.certain = origin != Origin.CAME;
            this.teller = teller;
        }

        boolean isSought() {
            return origin == Origin.SOUGHT;
        }
    }

    /** Neighbours of before whose allowances are remembered. */
    private static final int MAX_FORMER = 64;

    /** Neighbours at one time beyond those sought, until the newest are certain: whoever asks need not go on. */
    private static final int MAX_LEAVING = 3;

    final Balance balance;

    /** What the neighbours say of the network that they and this side are in. */
    final Marks marks;

    private final Host<OverlayMessage, OverlayTimer> host;
    private final OverlayConfig config;
    private final Addresses addresses;
    private final Callers callers;
    private final OverlayTally tally;
    private final Consumer<OverlayEvent> events;
    private final List<Neighbour> up = new ArrayList<>();
    private final Set<PeerId> parting = new LinkedHashSet<>();
    private final Shunned shunned = new Shunned();
    private final Former<Teller> former = new Former<>(MAX_FORMER);
    private int leaving;

    ActiveView(Host<OverlayMessage, OverlayTimer> host, OverlayConfig config, Addresses addresses, Outside outside) {
        this.host = host;
        this.config = config;
        this.addresses = addresses;
        this.callers = outside.callers();
        this.events = outside.events();
        this.tally = outside.tally();
        this.balance = new Balance(up, host.random(), callers);
        this.marks = new Marks(host, config, this, tally);
    }

    /** Whom the overlay tells, beside its peers, what it does. */
    record Outside(Callers callers, Consumer<OverlayEvent> events, OverlayTally tally) {}

    /** Neighbours without those that are about to make place. */
    int size() {
        return up.size() - leaving;
    }

    boolean isFull() {
        return size() >= config.views().active();
    }

    List<PeerId> peers() {
        List<PeerId> peers = new ArrayList<>(up.size());
        up.forEach(neighbour -> peers.add(neighbour.peer));
        return peers;
    }

    List<Neighbour> all() {
        return up;
    }

    @Nullable
    Neighbour get(PeerId peer) {
        for (int i = 0; i < up.size(); i++) {
            Neighbour neighbour = up.get(i);
            if (neighbour.peer.equals(peer)) {
                return neighbour;
            }
        }
        return null;
    }

    boolean contains(PeerId peer) {
        return get(peer) != null;
    }

    boolean isParting(PeerId peer) {
        return parting.contains(peer);
    }

    /** One of the neighbours that fit, at random. */
    @Nullable
    Neighbour random(Predicate<PeerId> fits) {
        int start = up.isEmpty() ? 0 : host.random().nextInt(up.size());
        for (int i = 0; i < up.size(); i++) {
            Neighbour neighbour = up.get((start + i) % up.size());
            if (fits.test(neighbour.peer)) {
                return neighbour;
            }
        }
        return null;
    }

    /** Records of some neighbours. */
    void sampleInto(List<AddressRecord> sample, int count, PeerId without) {
        List<AddressRecord> records = new ArrayList<>(up.size());
        for (Neighbour neighbour : up) {
            AddressRecord record = neighbour.record;
            if (record != null && record.isDialable() && !neighbour.peer.equals(without)) {
                records.add(record);
            }
        }
        Samples.draw(records, sample, count, host.random(), record -> true);
    }

    /** A peer asked, and is taken; the record of the neighbour that made place for it, if one had to. */
    @Nullable
    AddressRecord admit(PeerId peer, long number, AddressRecord record) {
        Neighbour goes = isFull() && !contains(peer) ? balance.victim(Origin.CAME) : null;
        if (goes != null && leaving < MAX_LEAVING) {
            leaving++;
            goes.leaving = true;
        } else if (goes != null) {
            demote(goes, null);
        }
        add(peer, number, Origin.CAME, record, null);
        Neighbour newcomer = get(peer);
        if (goes != null && goes.leaving && newcomer != null) {
            newcomer.displaces = goes;
            host.arm(new OverlayTimer.PlaceOverdue(peer), config.pace().answer());
        }
        return goes == null ? null : goes.record;
    }

    /** A peer says that it holds this side for a neighbour; whether it is one. */
    boolean onBeat(PeerId peer, Beat beat) {
        Neighbour neighbour = get(peer);
        if (neighbour != null) {
            neighbour.number = Math.max(neighbour.number, beat.number());
            if (!neighbour.certain) {
                neighbour.certain = true;
                marks.onNeighbour(peer);
                onCertain(peer);
            }
        }
        return neighbour != null;
    }

    /** A neighbour knows that it is one, or had time to: whoever makes place for it goes. */
    void onCertain(PeerId peer) {
        Neighbour neighbour = get(peer);
        if (neighbour != null) {
            Neighbour goes = neighbour.displaces;
            if (goes != null) {
                host.disarm(new OverlayTimer.PlaceOverdue(peer));
                neighbour.displaces = null;
                demote(goes, null);
            }
        }
    }

    /**
     * Both sides agree; when there is no place, another neighbour makes one.
     *
     * @param alsoShort of another peer that is short of a neighbour since, to be the neighbour of that one
     */
    void add(
            PeerId peer,
            long number,
            Origin origin,
            @Nullable AddressRecord record,
            @Nullable AddressRecord alsoShort) {
        Neighbour known = get(peer);
        if (known != null) {
            // Each asked the other at the same time, and both said yes: the higher number names what came of it.
            known.number = Math.max(known.number, number);
            if (origin != Origin.CAME) {
                onCertain(peer);
            }
            return;
        }
        parting.remove(peer);
        host.disarm(new OverlayTimer.PartingOverdue(peer));
        while (isFull()) { // More than once when the one that goes was to take the place of another, which stays.
            demote(balance.victim(origin), alsoShort);
        }
        Teller before = former.take(peer);
        Neighbour neighbour = new Neighbour(peer, origin, before == null ? new Teller(config) : before);
        neighbour.number = number;
        AddressRecord listed = addresses.passive.remove(peer);
        up.add(neighbour);
        if (neighbour.certain) {
            host.send(peer, new Beat(number));
            marks.onNeighbour(peer);
        }
        identify(neighbour, record == null ? listed : record);
        if (up.size() == 1) {
            events.accept(new Joined());
        }
        events.accept(new NeighbourUp(peer));
    }

    /** Where a neighbour can be dialled is kept: a way back, should the network part here. */
    void identify(Neighbour neighbour, @Nullable AddressRecord record) {
        neighbour.record = record;
        if (record != null) {
            addresses.keep(record);
            addresses.book.onReached(neighbour.peer, host.wallClockMillis());
        }
    }

    /** The session with a peer is over. */
    boolean onLost(PeerId peer) {
        host.disarm(new OverlayTimer.PartingOverdue(peer));
        if (parting.remove(peer)) {
            callers.release(peer);
        }
        Neighbour neighbour = get(peer);
        if (neighbour != null) {
            remove(neighbour);
            callers.release(peer);
            events.accept(new NeighbourDown(peer));
        }
        return neighbour != null;
    }

    /** A peer says that it is no neighbour; whether it was one. */
    boolean onDisconnect(PeerId peer, Disconnect disconnect) {
        Neighbour neighbour = get(peer);
        if (neighbour != null && neighbour.number == disconnect.number()) {
            remove(neighbour);
            host.send(peer, new Disconnect(neighbour.number, true, List.of()));
            callers.release(peer);
            events.accept(new NeighbourDown(peer));
            return true;
        }
        if (neighbour == null && parting.contains(peer)) {
            endParting(peer);
        } else {
            tally.stale++;
        }
        return false;
    }

    /** Second step: it knows, or had time to. */
    void endParting(PeerId peer) {
        if (parting.remove(peer)) {
            host.disarm(new OverlayTimer.PartingOverdue(peer));
            callers.release(peer);
        }
    }

    /** First step. */
    private void demote(Neighbour neighbour, @Nullable AddressRecord alsoShort) {
        tally.demoted++;
        remove(neighbour);
        PeerId peer = neighbour.peer;
        parting.add(peer);
        List<AddressRecord> others = new ArrayList<>(OverlayMessage.MAX_RECORDS);
        if (alsoShort != null) {
            others.add(alsoShort);
        }
        addresses.passive.sampleInto(others, config.walks().passiveShuffled(), host.random(), peer);
        host.send(peer, new Disconnect(neighbour.number, true, others));
        host.arm(new OverlayTimer.PartingOverdue(peer), config.pace().answer());
        events.accept(new NeighbourDown(peer));
    }

    /**
     * A neighbour takes what others say and passes nothing on: it goes, and is not taken again for a while. Not while
     * there are too few: whoever can make neighbours look useless would have a peer to itself.
     */
    void onUseless(PeerId peer) {
        Neighbour neighbour = get(peer);
        if (neighbour != null && size() > config.views().least()) {
            shunned.add(peer, host.now());
            addresses.passive.remove(peer);
            demote(neighbour, null);
        }
    }

    boolean isShunned(PeerId peer) {
        return shunned.contains(peer, host.now());
    }

    /** This side goes: each neighbour is told, and nobody is to ask it any more. */
    void leave() {
        for (Neighbour neighbour : List.copyOf(up)) {
            host.send(neighbour.peer, new Disconnect(neighbour.number, false, List.of()));
            remove(neighbour);
            callers.release(neighbour.peer);
            events.accept(new NeighbourDown(neighbour.peer));
        }
    }

    private void remove(Neighbour neighbour) {
        up.remove(neighbour);
        former.keep(neighbour.peer, neighbour.teller);
        if (neighbour.leaving) {
            neighbour.leaving = false;
            leaving--;
            up.forEach(each -> each.displaces = each.displaces == neighbour ? null : each.displaces);
        }
        Neighbour stays = neighbour.displaces;
        if (stays != null) {
            neighbour.displaces = null;
            stays.leaving = false;
            leaving--;
        }
    }
}
