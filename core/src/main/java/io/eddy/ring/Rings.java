package io.eddy.ring;

import io.eddy.node.Closing;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.Reply;
import io.eddy.ring.RingMessage.After;
import io.eddy.ring.RingMessage.Agreed;
import io.eddy.ring.RingMessage.Declined;
import io.eddy.ring.RingMessage.Exclude;
import io.eddy.ring.RingMessage.Gone;
import io.eddy.ring.RingMessage.Numbered;
import io.eddy.ring.RingMessage.Setup;
import io.eddy.ring.RingMessage.Told;
import io.eddy.ring.RingMessage.UpTo;
import io.eddy.ring.RingRecord.State;
import io.eddy.store.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All rings in which this peer has a seat: how they come to stand, and which message is for which. */
public final class Rings implements Protocol<RingMessage, RingTimer>, RingMessage.Receiver, RingTimer.Handler {
    /** Rings that are over and whose logs are still kept; of more, the oldest are forgotten. */
    private static final int MAX_OVER = 64;

    private final Host<RingMessage, RingTimer> host;
    private final Surroundings surroundings;
    private final Map<RingId, Gathering> gatherings = new LinkedHashMap<>();
    private final Map<RingId, SeatedRing> rings = new LinkedHashMap<>();

    Rings(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.host = surroundings.host();
    }

    /** Adds rings to a node. The application must have been attached before: it is told what was kept. */
    public static Rings attach(Node node, RingConfig config, RingApplication application, Consumer<RingEvent> events) {
        return node.attach(RingWire.CHANNEL, host -> new Rings(new Surroundings(host, config, application, events)));
    }

    /** What rings keep. */
    public static List<Table<?>> tables() {
        return List.of(RingRecord.TABLE, KeptEntry.TABLE, KeptWords.TABLE);
    }

    /** Founds a ring of which this peer is the dealer; the result comes when all have taken their seats. */
    public void found(Charter charter, Reply<RingId> reply) {
        if (!charter.isSound() || !charter.member(Charter.DEALER).peer().equals(host.self())) {
            throw new IllegalArgumentException("not a charter that this peer can found: " + charter);
        }
        String refusal = refusal(charter);
        if (refusal != null) {
            reply.rejected(refusal);
            return;
        }
        Gathering gathering = gather(charter, Charter.DEALER, reply);
        gathering.seal(List.of());
        host.arm(
                new RingTimer.SetupOverdue(charter.ring()),
                surroundings.config().timing().setup());
        gathering.pass();
    }

    /** Rings that stand, oldest first. */
    public List<Ring> standing() {
        return rings.values().stream()
                .filter(ring -> ring.state() == State.STANDING)
                .<Ring>map(ring -> ring)
                .toList();
    }

    /** The ring of this id, which may be over. */
    @Nullable
    SeatedRing ring(RingId id) {
        return rings.get(id);
    }

    @Override
    public void start() {
        Map<RingId, List<Entry>> entries = new LinkedHashMap<>();
        host.store()
                .load(KeptEntry.TABLE)
                .forEach(kept -> entries.computeIfAbsent(kept.ring(), ring -> new ArrayList<>())
                        .add(kept.entry()));
        Map<RingId, List<Words>> unheard = new LinkedHashMap<>();
        host.store()
                .load(KeptWords.TABLE)
                .forEach(kept -> unheard.computeIfAbsent(kept.ring(), ring -> new ArrayList<>())
                        .add(kept.words()));
        for (RingRecord kept : host.store().load(RingRecord.TABLE)) {
            restore(kept, entries.getOrDefault(kept.ring(), List.of()), unheard.getOrDefault(kept.ring(), List.of()));
        }
    }

    @Override
    public void onPeerUp(PeerId peer) {
        List.copyOf(gatherings.values()).stream()
                .filter(gathering -> gathering.next().equals(peer))
                .forEach(Gathering::pass);
        forEachWith(peer, SeatedRing::onPeerUp);
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        forEachWith(peer, SeatedRing::onLost);
    }

    @Override
    public void onMessage(PeerId from, RingMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onTimer(RingTimer timer) {
        timer.expireOn(this);
    }

    @Override
    public void onSetup(PeerId from, Setup setup) {
        Charter charter = setup.charter();
        OptionalInt seat = charter.seatOf(host.self());
        if (!charter.isSound() || seat.isEmpty()) {
            throw new ProtocolViolation("a setup without a seat for the listener");
        }
        Gathering known = gatherings.get(charter.ring());
        if (known != null && known.isFounder()) {
            onComeRound(known, from, setup);
        } else if (!rings.containsKey(charter.ring()) && seat.getAsInt() != Charter.DEALER) {
            takeSeat(from, setup, seat.getAsInt());
        }
    }

    @Override
    public void onDeclined(PeerId from, Declined declined) {
        Gathering gathering = gatherings.get(declined.ring());
        if (gathering == null || !gathering.next().equals(from)) {
            return;
        }
        if (gathering.isFounder()) {
            fail(gathering, declined.sentence());
        } else {
            host.send(gathering.previous(), declined);
            drop(gathering);
        }
    }

    @Override
    public void onTold(PeerId from, Told told) {
        with(from, told.ring(), (ring, seat) -> ring.onTold(told.words()));
    }

    @Override
    public void onNumbered(PeerId from, Numbered numbered) {
        Gathering gathering = gatherings.get(numbered.ring());
        if (gathering == null || gathering.isFounder()) {
            with(from, numbered.ring(), (ring, seat) -> ring.onNumbered(seat, numbered));
        } else if (numbered.entry().number() == 1) {
            SeatedRing ring = new SeatedRing(surroundings, gathering.charter, gathering.seat);
            ring.join(numbered);
            gatherings.remove(gathering.ring());
            host.disarm(new RingTimer.SeatUnused(gathering.ring()));
            add(ring);
        }
    }

    @Override
    public void onAfter(PeerId from, After after) {
        Gathering gathering = gatherings.get(after.ring());
        if (gathering == null) {
            with(from, after.ring(), (ring, seat) -> ring.onHowFar(seat, after.number(), true));
        } else if (gathering.isFounder()) {
            host.send(from, new UpTo(after.ring(), 0));
        }
    }

    @Override
    public void onUpTo(PeerId from, UpTo upTo) {
        if (!gatherings.containsKey(upTo.ring())) {
            with(from, upTo.ring(), (ring, seat) -> ring.onHowFar(seat, upTo.number(), false));
        } else if (upTo.number() > 0) {
            host.send(from, new After(upTo.ring(), 0));
        }
    }

    @Override
    public void onGone(PeerId from, Gone gone) {
        Gathering gathering = gatherings.get(gone.ring());
        SeatedRing ring = rings.get(gone.ring());
        if (gathering != null && gathering.charter.member(Charter.DEALER).peer().equals(from)) {
            drop(gathering);
        } else if (ring != null) {
            ring.charter().seatOf(from).ifPresent(ring::onGone);
        }
    }

    @Override
    public void onExclude(PeerId from, Exclude exclude) {
        with(from, exclude.ring(), (ring, seat) -> ring.onExclude(seat, exclude));
    }

    @Override
    public void onAgreed(PeerId from, Agreed agreed) {
        with(from, agreed.ring(), (ring, seat) -> ring.onAgreed(seat, agreed));
    }

    @Override
    public void onSetupOverdue(RingId ring) {
        Gathering gathering = gatherings.get(ring);
        if (gathering != null) {
            fail(gathering, gathering.missing());
        }
    }

    @Override
    public void onSeatUnused(RingId ring) {
        Gathering gathering = gatherings.get(ring);
        if (gathering == null) {
            return;
        }
        PeerId dealer = gathering.charter.member(Charter.DEALER).peer();
        if (gathering.mayAskAgain() && host.send(dealer, new After(ring, 0))) {
            awaitFounding(gathering);
        } else {
            drop(gathering);
        }
    }

    @Override
    public void onCheck(RingId ring) {
        ifSeated(ring, SeatedRing::onCheck);
    }

    @Override
    public void onHiccupOver(RingId ring, int seat) {
        ifSeated(ring, seated -> seated.onHiccupOver(seat));
    }

    @Override
    public void onMissing(RingId ring, int seat) {
        ifSeated(ring, seated -> seated.onMissing(seat));
    }

    @Override
    public void onForgotten(RingId ring) {
        SeatedRing forgotten = rings.remove(ring);
        if (forgotten != null) {
            forgotten.forget();
        }
    }

    private void restore(RingRecord kept, List<Entry> entries, List<Words> unheard) {
        int seat = kept.charter().seatOf(host.self()).orElseThrow();
        if (kept.state() == State.SEATED) {
            awaitFounding(gather(kept.charter(), seat, null));
            return;
        }
        SeatedRing ring = new SeatedRing(surroundings, kept.charter(), seat);
        rings.put(kept.ring(), ring);
        ring.restore(kept, entries, unheard);
    }

    /** Notes a ring that stands; of those that are over, the oldest may have to go. */
    private void add(SeatedRing ring) {
        rings.put(ring.charter().ring(), ring);
        List<RingId> over = rings.values().stream()
                .filter(other -> other.state() != State.STANDING)
                .map(other -> other.charter().ring())
                .toList();
        if (over.size() > MAX_OVER) {
            onForgotten(over.get(0));
        }
    }

    /** Why this peer takes no seat in that ring; nothing when it does. */
    private @Nullable String refusal(Charter charter) {
        if (!gatherings.isEmpty()) {
            return "just taking another seat";
        }
        if (rings.containsKey(charter.ring())) {
            return "there was a ring of that id already";
        }
        if (standing().size() >= surroundings.config().maxRings()) {
            return "has too many seats already";
        }
        return surroundings.application().refusal(charter).orElse(null);
    }

    private void takeSeat(PeerId from, Setup setup, int seat) {
        Charter charter = setup.charter();
        Gathering known = gatherings.get(charter.ring());
        if (known != null && !known.charter.equals(charter)) {
            throw new ProtocolViolation("two charters of one ring");
        }
        PeerId before = charter.member(seat - 1).peer();
        if (!from.equals(before) || setup.seals().size() != seat || !Founding.areTrue(host, charter, setup.seals())) {
            throw new ProtocolViolation("a setup without the seals of those before");
        }
        String refusal = known == null ? refusal(charter) : null;
        if (refusal != null) {
            host.send(from, new Declined(charter.ring(), charter.member(seat).name() + ": " + refusal));
            return;
        }
        Gathering gathering = known == null ? gather(charter, seat, null) : known;
        host.store().put(RingRecord.TABLE, new RingRecord(charter, State.SEATED, host.wallClockMillis()));
        gathering.seal(setup.seals());
        awaitFounding(gathering);
        host.whenStored(gathering::pass);
    }

    private void onComeRound(Gathering gathering, PeerId from, Setup setup) {
        if (!gathering.isComplete(from, setup)) {
            throw new ProtocolViolation("a setup that did not come round whole");
        }
        gatherings.remove(gathering.ring());
        host.disarm(new RingTimer.SetupOverdue(gathering.ring()));
        SeatedRing ring = new SeatedRing(surroundings, gathering.charter, gathering.seat);
        add(ring);
        ring.found(setup.seals());
        Reply<RingId> reply = gathering.reply;
        if (reply != null) {
            host.whenStored(() -> reply.done(gathering.ring()));
        }
    }

    private Gathering gather(Charter charter, int seat, @Nullable Reply<RingId> reply) {
        Gathering gathering = new Gathering(host, charter, seat, reply);
        gatherings.put(charter.ring(), gathering);
        others(charter, member -> surroundings.events().accept(new RingEvent.Wanted(charter.ring(), member)));
        return gathering;
    }

    private void awaitFounding(Gathering gathering) {
        host.arm(
                new RingTimer.SeatUnused(gathering.ring()),
                surroundings.config().timing().seatKept());
    }

    /** The ring does not come to stand: all who have taken a seat are free again. */
    private void fail(Gathering gathering, String sentence) {
        others(gathering.charter, member -> host.send(member.peer(), new Gone(gathering.ring())));
        drop(gathering);
        Reply<RingId> reply = gathering.reply;
        if (reply != null) {
            reply.rejected(sentence);
        }
    }

    private void drop(Gathering gathering) {
        Charter charter = gathering.charter;
        gatherings.remove(gathering.ring());
        host.disarm(new RingTimer.SetupOverdue(gathering.ring()));
        host.disarm(new RingTimer.SeatUnused(gathering.ring()));
        host.store().delete(RingRecord.TABLE, new RingRecord(charter, State.SEATED, 0));
        others(charter, member -> surroundings.events().accept(new RingEvent.Unwanted(charter.ring(), member)));
    }

    private void others(Charter charter, Consumer<Member> action) {
        charter.members().stream()
                .filter(member -> !member.peer().equals(host.self()))
                .forEach(action);
    }

    private void ifSeated(RingId id, Consumer<SeatedRing> action) {
        SeatedRing ring = rings.get(id);
        if (ring != null) {
            action.accept(ring);
        }
    }

    /** Hands a message to its ring; who speaks of one in which this peer has no part, or no longer, is told so. */
    private void with(PeerId from, RingId id, BiConsumer<SeatedRing, Integer> action) {
        SeatedRing ring = rings.get(id);
        if (gatherings.containsKey(id)) {
            return; // It stands for the speaker, and will for this peer: what was said is said again.
        }
        if (ring == null || ring.state() == State.BROKEN) {
            host.send(from, new Gone(id));
        } else {
            ring.charter().seatOf(from).ifPresent(seat -> action.accept(ring, seat));
        }
    }

    private void forEachWith(PeerId peer, BiConsumer<SeatedRing, Integer> action) {
        for (SeatedRing ring : List.copyOf(rings.values())) {
            ring.charter().seatOf(peer).ifPresent(seat -> action.accept(ring, seat));
        }
    }
}
