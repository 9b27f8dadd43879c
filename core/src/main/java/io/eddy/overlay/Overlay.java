package io.eddy.overlay;

import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.overlay.ActiveView.Outside;
import io.eddy.overlay.Contacts.Contact;
import io.eddy.overlay.OverlayMessage.Beat;
import io.eddy.overlay.OverlayMessage.Disconnect;
import io.eddy.overlay.OverlayMessage.ForwardJoin;
import io.eddy.overlay.OverlayMessage.Join;
import io.eddy.overlay.OverlayMessage.Mark;
import io.eddy.overlay.OverlayMessage.Neighbour;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Probe;
import io.eddy.overlay.OverlayMessage.Redirect;
import io.eddy.overlay.OverlayMessage.Seek;
import io.eddy.overlay.OverlayMessage.Shuffle;
import io.eddy.overlay.OverlayMessage.ShuffleReply;
import io.eddy.store.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who the neighbours of a peer are: five of all, at random, so that all together are one network whatever half of
 * it goes (HyParView, Leitão, Pereira, Rodrigues, DSN 2007; with the repairs of protocols.md A.3).
 *
 * <p>A neighbour is a peer with a session on which both sides agree that they are neighbours. Sessions are made for
 * other reasons too, and alone mean nothing here. Beside its neighbours a peer knows some thirty others, the passive
 * view, from which it takes a new neighbour when it loses one; shuffles along random walks keep that view a sample of
 * the whole network.
 *
 * <p>Liveness is the links' business, which ping every 3 s and tell of an end at once. So {@link Beat} is rare: it
 * only mends a disagreement, for which each step of the protocol would have to fail.
 */
public final class Overlay
        implements Protocol<OverlayMessage, OverlayTimer>, OverlayMessage.Receiver, OverlayTimer.Handler {
    private final Host<OverlayMessage, OverlayTimer> host;
    private final OverlayConfig config;
    private final Predicate<PeerId> meshes;
    private final OverlayTally tally = new OverlayTally();
    private final LateRelease callers;
    private final Addresses addresses;
    private final ActiveView active;
    private final Approaches approaches;
    private final Walks walks;
    private final Replies replies;
    private final Reception reception;
    private final Repair repair;
    private boolean started;

    private Overlay(
            Host<OverlayMessage, OverlayTimer> host,
            OverlayConfig config,
            Callers callers,
            Predicate<PeerId> meshes,
            Consumer<OverlayEvent> events) {
        this.host = host;
        this.config = config;
        this.meshes = meshes;
        this.callers = new LateRelease(callers);
        Outside outside = new Outside(this.callers, events, tally);
        addresses = new Addresses(host, config, tally, events);
        active = new ActiveView(host, config, addresses, outside);
        approaches = new Approaches(host, config, addresses, active, outside, this::probe);
        walks = new Walks(host, config, addresses, active, approaches, tally);
        replies = new Replies(host, config, addresses, active, approaches, walks);
        reception = new Reception(host, config, addresses, active, walks, outside);
        repair = new Repair(host, config, addresses, active, approaches, outside);
    }

    /**
     * Adds the overlay to a node, before all that speaks over neighbours.
     *
     * @param meshes whether a peer with a session takes part in the mesh: no other is spoken to
     */
    public static Overlay attach(
            Node node, OverlayConfig config, Callers callers, Predicate<PeerId> meshes, Consumer<OverlayEvent> events) {
        return node.attach(OverlayWire.CHANNEL, host -> new Overlay(host, config, callers, meshes, events));
    }

    /** What the overlay keeps. */
    public static List<Table<?>> tables() {
        return List.of(KeptAddress.TABLE);
    }

    /**
     * Says, from here on, what this side is called and where it accepts links.
     *
     * @param hosts addresses of this machine that others may dial; none, or "any", when others are to tell them
     * @param port 0: it accepts none
     */
    public void introduceAs(String name, List<String> hosts, int port) {
        addresses.own.introduce(name, hosts, port);
    }

    /** A peer said at which host it sees this side. */
    public void onObserved(PeerId by, String seenHost) {
        addresses.own.onObserved(by, callers.hostOf(by), seenHost);
    }

    /**
     * Tells of a live peer: one that a beacon, a manager or the operator told of.
     *
     * @param freePlaces how many more neighbours or links it has room for: newcomers prefer the emptier
     */
    public void offer(PeerId peer, Endpoint at, int freePlaces) {
        if (!peer.equals(host.self())) {
            addresses.onSeen(peer);
            addresses.contacts.add(new Contact(peer, at, freePlaces, host.now()));
            settle();
        }
    }

    /** A peer that was offered is heard no more: where it was seen, nobody need be. */
    public void onUnheard(PeerId peer) {
        addresses.onUnheard(peer);
    }

    /** A session that was called for is not to be had. */
    public void onUnreached(PeerId peer) {
        onNotMet(approaches.onUnreached(peer));
        settle();
    }

    /** The owner wants no session with a peer: that tells nothing of the peer. */
    public void onWithheld(PeerId peer) {
        approaches.onWithheld(peer);
    }

    /** Whoever speaks over neighbours found that this one takes and never gives: it goes, and others are asked. */
    public void onUseless(PeerId peer) {
        active.onUseless(peer);
        seekOthers();
        settle();
    }

    /** The neighbours, to whom things may be sent. */
    public List<PeerId> neighbours() {
        return active.peers();
    }

    public boolean isNeighbour(PeerId peer) {
        return active.contains(peer);
    }

    /**
     * Whether what this peer says is still to be heard as a neighbour's: also of one that is being parted from, which
     * may not know it yet.
     */
    public boolean hears(PeerId peer) {
        return active.contains(peer) || active.isParting(peer);
    }

    /** How many more neighbours are sought. */
    public int freePlaces() {
        return Math.max(0, config.views().active() - active.size());
    }

    /** Peers in the passive view. */
    public int reserves() {
        return addresses.passive.size();
    }

    /** Addresses in the book. */
    public int addressesKept() {
        return addresses.book.size();
    }

    /** The record of this side as it is told to others. */
    public AddressRecord ownRecord() {
        return addresses.own.record();
    }

    /** The record that is kept of a peer, genuine but perhaps old. */
    public Optional<AddressRecord> address(PeerId peer) {
        return Optional.ofNullable(addresses.book.record(peer));
    }

    public OverlayTally tally() {
        return tally;
    }

    /** This side is about to go: neighbours are told, so that they seek others and not this one. */
    public void leave() {
        started = false;
        active.leave();
        addresses.book.flush(host.store());
        settle();
    }

    @Override
    public void start() {
        started = true;
        addresses.book.load(host.store());
        Duration tick = config.pace().tick();
        host.arm(new OverlayTimer.Tick(), Duration.ofNanos(host.random().nextLong(tick.toNanos())));
        repair.start();
        settle();
    }

    @Override
    public void onPeerUp(PeerId peer) {
        addresses.onSeen(peer);
        addresses.book.onReached(peer, host.wallClockMillis());
        if (!approaches.onPeerUp(peer) && meshes.test(peer)) {
            repair.onLinked(peer);
        }
        settle();
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        repair.onUnlinked(peer);
        boolean lost = active.onLost(peer);
        onNotMet(approaches.onUnreached(peer));
        if (lost && started) {
            seekOthers();
            walks.seek();
        }
        settle();
    }

    @Override
    public void onMessage(PeerId from, OverlayMessage message) {
        if (started && meshes.test(from)) {
            message.deliverTo(this, from);
        }
        settle();
    }

    @Override
    public void onTimer(OverlayTimer timer) {
        if (started) {
            timer.expireOn(this);
        }
        settle();
    }

    @Override
    public void onJoin(PeerId from, Join join) {
        reception.onJoin(from, join);
    }

    @Override
    public void onRedirect(PeerId from, Redirect redirect) {
        replies.onRedirect(from, redirect);
    }

    @Override
    public void onForwardJoin(PeerId from, ForwardJoin forward) {
        walks.onForwardJoin(from, forward);
    }

    @Override
    public void onNeighbour(PeerId from, Neighbour neighbour) {
        reception.onNeighbour(from, neighbour);
    }

    @Override
    public void onNeighbourAnswer(PeerId from, NeighbourAnswer answer) {
        replies.onNeighbourAnswer(from, answer);
    }

    @Override
    public void onDisconnect(PeerId from, Disconnect disconnect) {
        replies.onDisconnect(from, disconnect);
    }

    @Override
    public void onShuffle(PeerId from, Shuffle shuffle) {
        walks.onShuffle(from, shuffle);
    }

    @Override
    public void onShuffleReply(PeerId from, ShuffleReply reply) {
        walks.onShuffleReply(from, reply);
    }

    @Override
    public void onBeat(PeerId from, Beat beat) {
        if (!active.onBeat(from, beat)) {
            approaches.onStrayBeat(from, beat);
        }
    }

    @Override
    public void onSeek(PeerId from, Seek seek) {
        walks.onSeek(from, seek);
    }

    @Override
    public void onMark(PeerId from, Mark mark) {
        active.marks.onMark(from, mark);
    }

    @Override
    public void onProbe(PeerId from, Probe probe) {
        reception.onProbe(from, probe);
    }

    @Override
    public void onTick() {
        host.arm(new OverlayTimer.Tick(), host.jittered(config.pace().tick()));
        for (ActiveView.Neighbour neighbour : active.all()) {
            host.send(neighbour.peer, new Beat(neighbour.number));
        }
        active.marks.onTick();
        walks.shuffle();
        approaches.onTick();
        repair.onTick();
        walks.seek();
        addresses.book.flush(host.store());
    }

    @Override
    public void onPatienceOver() {
        seekOthers();
        if (!approaches.isHopeful()) {
            walks.seek();
        }
    }

    @Override
    public void onCallOverdue(PeerId peer) {
        onNotMet(approaches.onUnreached(peer));
    }

    @Override
    public void onAnswerOverdue(PeerId peer) {
        if (approaches.onUnanswered(peer) != null) {
            seekOthers();
        }
    }

    @Override
    public void onPartingOverdue(PeerId peer) {
        active.endParting(peer);
    }

    @Override
    public void onPlaceOverdue(PeerId peer) {
        active.onCertain(peer);
    }

    @Override
    public void onSparse() {
        repair.onSparse();
    }

    @Override
    public void onAlone() {
        repair.onAlone();
    }

    @Override
    public void onProbeDue() {
        repair.onProbeDue();
    }

    @Override
    public void onBalanceDue() {
        repair.balance();
    }

    /** A neighbour is missing, or somebody who might have been one. */
    private void seekOthers() {
        if (started) {
            approaches.fill();
        }
    }

    /** The end of every input. */
    private void settle() {
        if (started) {
            repair.reconsider();
        }
        callers.carryOut(peer -> hears(peer) || approaches.contains(peer));
    }

    private void onNotMet(@Nullable Approach approach) {
        if (approach != null && started) {
            if (approach.isProbe()) {
                repair.probeNext();
            }
            seekOthers();
        }
    }

    private void probe(PeerId peer) {
        walks.shuffleWith(peer);
    }
}
