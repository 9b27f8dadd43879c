package io.eddy.directory;

import io.eddy.directory.SealingMessage.Ask;
import io.eddy.directory.SealingMessage.Told;
import io.eddy.node.Closing;
import io.eddy.node.Host;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.Protocol;
import io.eddy.node.ProtocolViolation;
import io.eddy.node.SealingKey;
import io.eddy.node.TokenBucket;
import io.eddy.overlay.AddressRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * By which key one seals to each peer: as the peer itself said in a session, or in an address record that it signed.
 *
 * <p>The keys of contacts are kept, and of the peers that were met last. That of any other is in its address record, as
 * long as the overlay has that. A key is another's only if that one says so later than it said the first.
 */
public final class SealingKeys implements Protocol<SealingMessage, Void>, SealingMessage.Receiver {
    /** Keys that are kept; of more, a stranger's goes first, and of contacts the one that was learned first. */
    static final int MAX_KEPT = 4_096;

    /** Keys kept of peers that are no contacts: enough to write to somebody whom one has just met. A guess. */
    static final int MAX_STRANGERS = 64;

    /** The same key is written down anew no more often, however often it is said. */
    private static final long GRAIN_MILLIS = Duration.ofDays(1).toMillis();

    /** Peers whose keys are sought at a time; of more, the first is forgotten. */
    private static final int MAX_SOUGHT = 64;

    /** What the keys need to know of the peer that they belong to. */
    public interface Surroundings {
        /** Whether a peer with a session knows of sealing keys: no other is spoken to. */
        boolean speaks(PeerId peer);

        boolean isContact(PeerId peer);

        /** The record that the overlay has of a peer. */
        Optional<AddressRecord> address(PeerId peer);
    }

    private final Host<SealingMessage, Void> host;
    private final Surroundings around;
    private final Map<PeerId, KeptSealingKey> kept = new LinkedHashMap<>();
    private final Set<PeerId> strangers = new LinkedHashSet<>();

    /** Those with a session that have told their key in it. */
    private final Set<PeerId> told = new LinkedHashSet<>();

    /** Those with a session that know of sealing keys. */
    private final Set<PeerId> partners = new LinkedHashSet<>();

    /** Those whose keys are asked for. */
    private final Set<PeerId> sought = new LinkedHashSet<>();

    /** Each costs up to 16 checks of signatures. */
    private final TokenBucket asks = TokenBucket.perSecond(8, 32);

    private Consumer<PeerId> listener = peer -> {};

    private SealingKeys(Host<SealingMessage, Void> host, Surroundings around) {
        this.host = host;
        this.around = around;
    }

    /** Adds the exchange of sealing keys to a node. */
    public static SealingKeys attach(Node node, Surroundings around) {
        return node.attach(SealingWire.CHANNEL, host -> new SealingKeys(host, around));
    }

    /** By which key one seals to this peer, if that is known: one that does seal. */
    public Optional<SealingKey> of(PeerId peer) {
        KeptSealingKey known = kept.get(peer);
        return known == null
                ? around.address(peer).flatMap(AddressRecord::sealing).filter(host.sealing()::seals)
                : Optional.of(known.key());
    }

    /** It is to be found out by which key one seals to this peer: those linked are asked, also those to come. */
    public void seek(PeerId peer) {
        if (sought.add(peer)) {
            if (sought.size() > MAX_SOUGHT) {
                sought.remove(sought.iterator().next());
            }
            partners.forEach(partner -> host.send(partner, new Ask(List.of(peer))));
        }
    }

    /** Asks again for those that are sought: somebody may know more by now. */
    public void seekAgain() {
        sought.removeIf(peer -> of(peer).isPresent());
        partners.forEach(this::ask);
    }

    /** Tells whose key has become known, or is another from here on, of those that are kept. */
    public void listen(Consumer<PeerId> onKey) {
        listener = onKey;
    }

    /** A record that its peer signed. */
    public void onRecord(AddressRecord record) {
        PeerId peer = record.peer();
        SealingKey key = record.sealing().orElse(null);
        if (key != null && (kept.containsKey(peer) || around.isContact(peer))) {
            KeptSealingKey known = kept.get(peer);
            KeptSealingKey said = new KeptSealingKey(peer, key, record.term().number(), Optional.empty());
            if (known == null || said.asOfMillis() > known.asOfMillis()) {
                take(known, said);
            }
        }
    }

    @Override
    public void start() {
        for (KeptSealingKey each : host.store().load(KeptSealingKey.TABLE)) {
            put(each);
        }
        makeRoom();
    }

    @Override
    public void onPeerUp(PeerId peer) {
        if (around.speaks(peer)) {
            host.send(peer, new SealingMessage.Key(SealingStatement.of(host)));
            partners.add(peer);
            ask(peer);
        }
    }

    @Override
    public void onPeerDown(PeerId peer, Closing why) {
        told.remove(peer);
        partners.remove(peer);
    }

    @Override
    public void onMessage(PeerId from, SealingMessage message) {
        message.deliverTo(this, from);
    }

    @Override
    public void onKey(PeerId from, SealingMessage.Key key) {
        if (!told.add(from)) {
            throw new ProtocolViolation("a second sealing key in one session");
        }
        SealingStatement said = key.said();
        if (!said.peer().equals(from)) {
            throw new ProtocolViolation("somebody else's sealing key in place of one's own");
        }
        KeptSealingKey known = kept.get(from);
        // What it says at this moment counts, whatever its clock says: it may have been ahead before.
        long asOfMillis = known == null ? said.asOfMillis() : Math.max(known.asOfMillis(), said.asOfMillis());
        take(known, KeptSealingKey.of(said, asOfMillis));
    }

    @Override
    public void onAsk(PeerId from, Ask ask) {
        if (!asks.take(host.now())) {
            return; // It asks again.
        }
        List<SealingStatement> known = ask.peers().stream()
                .map(kept::get)
                .filter(Objects::nonNull)
                .flatMap(each -> each.said().stream())
                .filter(said -> said.isGenuine(host))
                .toList();
        if (!known.isEmpty()) {
            host.send(from, new Told(known));
        }
    }

    @Override
    public void onTold(PeerId from, Told answer) {
        for (SealingStatement said : answer.said()) {
            PeerId peer = said.peer();
            KeptSealingKey known = kept.get(peer);
            boolean newer = known == null || said.asOfMillis() > known.asOfMillis();
            if (sought.contains(peer) && newer && said.isGenuine(host)) {
                sought.remove(peer);
                take(known, KeptSealingKey.of(said, said.asOfMillis()));
            }
        }
    }

    private void ask(PeerId partner) {
        List<PeerId> all = List.copyOf(sought);
        for (int at = 0; at < all.size(); at += SealingMessage.MAX_ASKED) {
            int end = Math.min(all.size(), at + SealingMessage.MAX_ASKED);
            host.send(partner, new Ask(all.subList(at, end)));
        }
    }

    @Override
    public void onTimer(Void timer) {
        throw new IllegalStateException("there are no timers");
    }

    private void take(@Nullable KeptSealingKey known, KeptSealingKey said) {
        if (known != null && known.key().equals(said.key())) {
            if (said.asOfMillis() - GRAIN_MILLIS > known.asOfMillis()) {
                keep(said);
            } else {
                put(known);
            }
        } else if (host.sealing().seals(said.key())) { // Else it lets nobody seal to it, and harms itself alone.
            keep(said);
            listener.accept(said.peer());
        }
    }

    private void keep(KeptSealingKey said) {
        put(said);
        host.store().put(KeptSealingKey.TABLE, said);
        makeRoom();
    }

    private void put(KeptSealingKey said) {
        kept.put(said.peer(), host.interned(said));
        strangers.remove(said.peer());
        strangers.add(said.peer()); // Behind the others; who is a contact is told apart when there is need for room.
    }

    private void makeRoom() {
        if (strangers.size() > MAX_STRANGERS) {
            strangers.removeIf(around::isContact);
        }
        while (strangers.size() > MAX_STRANGERS) {
            forget(strangers.iterator().next());
        }
        if (kept.size() > MAX_KEPT) {
            List<PeerId> all = new ArrayList<>(strangers);
            all.removeIf(around::isContact);
            forget(all.isEmpty() ? kept.keySet().iterator().next() : all.get(0));
        }
    }

    private void forget(PeerId peer) {
        strangers.remove(peer);
        KeptSealingKey forgotten = kept.remove(peer);
        if (forgotten != null) {
            host.store().delete(KeptSealingKey.TABLE, forgotten);
        }
    }
}
