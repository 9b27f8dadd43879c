package io.eddy.overlay;

import io.eddy.node.Endpoint;
import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.node.ProtocolViolation;
import io.eddy.overlay.Contacts.Contact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a peer knows of where others are: contacts that were seen, the passive view, the book; and its own record.
 *
 * <p>No record gets in unless its peer signed it and it has not run out. That is checked late, when all that is cheap
 * to check has been, and not twice for the same record.
 */
final class Addresses {
    /** Genuine records that need not be checked again. */
    private static final int MAX_CHECKED = 256;

    /** Peers remembered to be gone; of more, the one that went first is forgotten, and may be called in vain. */
    private static final int MAX_GONE = 256;

    /** Clocks may be wrong by so much before records of their peers are not taken. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(12);

    final OwnAddress own;
    final PassiveView passive;
    final AddressBook book;
    final Contacts contacts = new Contacts();

    private final Host<?, ?> host;
    private final OverlayConfig config;
    private final OverlayTally tally;
    private final Consumer<OverlayEvent> events;

    /** Who said that it goes, and the number of its record then. */
    private final Map<PeerId, Long> gone = new LinkedHashMap<>();

    private final Map<AddressRecord, AddressRecord> checked = new LinkedHashMap<>();

    Addresses(Host<?, ?> host, OverlayConfig config, OverlayTally tally, Consumer<OverlayEvent> events) {
        this.events = events;
        this.host = host;
        this.config = config;
        this.tally = tally;
        this.own = new OwnAddress(host, config.book().lifetime());
        this.passive = new PassiveView(config.views().passive());
        this.book = new AddressBook(config.book());
    }

    /**
     * The record that a peer gives of itself.
     *
     * @throws ProtocolViolation when it is another's, or forged: the peer itself is at fault
     */
    AddressRecord ofSpeaker(PeerId speaker, AddressRecord record) {
        if (!record.peer().equals(speaker)) {
            throw new ProtocolViolation("an address record of somebody else in place of one's own");
        }
        AddressRecord genuine = check(record);
        if (genuine == null) {
            throw new ProtocolViolation("an address record with a bad signature");
        }
        return genuine;
    }

    /** Takes a record of another peer that somebody told. */
    void learn(Teller teller, AddressRecord record, Predicate<PeerId> isNeighbour) {
        PeerId peer = record.peer();
        if (peer.equals(host.self())) {
            learnOwn(record);
        } else if (isNeighbour.test(peer) || !record.isDialable()) {
            return; // Nothing to remember: its session is better, or there is nothing to dial.
        } else if (!isCurrent(record)) {
            tally.badRecords++;
        } else if (isOfOneGone(record)) {
            tally.stale++;
        } else if (passive.contains(peer) && book.knows(peer)) {
            if (teller.candidates.take(host.now())) {
                book.onTold(peer);
            }
            refresh(record);
        } else if (!teller.candidates.take(host.now())) {
            tally.unlearned++;
        } else {
            learnNew(teller, record);
        }
    }

    private void learnNew(Teller teller, AddressRecord record) {
        AddressRecord genuine = check(record);
        if (genuine == null) {
            tally.badRecords++;
            return;
        }
        book.onTold(record.peer());
        onSeen(record.peer());
        passive.add(genuine, host.random());
        if (book.knows(record.peer()) || teller.addresses.take(host.now())) {
            book.learn(genuine);
        }
    }

    /**
     * Takes the record of a neighbour into the book. When it parts it is not put into the passive view, as in the
     * paper: likely a neighbour of this side took its place, and the three would be a corner of their own.
     */
    void keep(AddressRecord genuine) {
        if (genuine.isDialable()) {
            book.learn(genuine);
        }
    }

    /** Takes the record of a peer that proved its key: it may be called again. */
    void remember(AddressRecord genuine) {
        onSeen(genuine.peer());
        if (genuine.isDialable()) {
            passive.add(genuine, host.random());
            book.learn(genuine);
        }
    }

    /** Where to dial a peer: first where it was seen, then where it says that it is. */
    List<Endpoint> endpoints(PeerId peer, @Nullable AddressRecord record) {
        List<Endpoint> endpoints = new ArrayList<>();
        Contact contact = contacts.get(peer);
        if (contact != null) {
            endpoints.add(contact.endpoint());
        }
        AddressRecord known = record == null ? book.record(peer) : record;
        if (known != null && known.isDialable()) {
            known.endpoints().stream().filter(each -> !endpoints.contains(each)).forEach(endpoints::add);
        }
        return endpoints;
    }

    /** A call or a request of this peer came to nothing. */
    void onFailed(PeerId peer) {
        passive.remove(peer);
        contacts.remove(peer);
        book.onFailed(peer);
    }

    /** A peer says that it goes: nobody is there to be called until it is heard of again. It is kept in the book. */
    void onGone(PeerId peer) {
        AddressRecord known = book.record(peer);
        passive.remove(peer);
        contacts.remove(peer);
        gone.remove(peer);
        gone.put(peer, known == null ? Long.MIN_VALUE : known.term().number());
        if (gone.size() > MAX_GONE) {
            gone.remove(gone.keySet().iterator().next());
        }
    }

    /** A peer is there: somebody saw it. */
    void onSeen(PeerId peer) {
        gone.remove(peer);
    }

    /** Somebody who told of a peer says that it is heard no more. */
    void onUnheard(PeerId peer) {
        contacts.remove(peer);
    }

    boolean isGone(PeerId peer) {
        return gone.containsKey(peer);
    }

    /** Whether a record was made before its peer went: whoever tells it does not know yet. */
    private boolean isOfOneGone(AddressRecord record) {
        Long before = gone.get(record.peer());
        return before != null && record.term().number() <= before;
    }

    /** Whether it may be told to others: not run out, nor good for longer than any is. */
    boolean isCurrent(AddressRecord record) {
        long leftMillis = record.term().expiryMillis() - host.wallClockMillis();
        long toleranceMillis = CLOCK_TOLERANCE.toMillis();
        return leftMillis > -toleranceMillis
                && leftMillis <= config.book().lifetime().toMillis() + toleranceMillis;
    }

    private void learnOwn(AddressRecord record) {
        if (record.term().number() > own.record().term().number() && check(record) != null) {
            own.onOwnRecord(record);
        }
    }

    private void refresh(AddressRecord record) {
        AddressRecord known = book.record(record.peer());
        if (known != null && record.term().number() > known.term().number()) {
            AddressRecord genuine = check(record);
            if (genuine == null) {
                tally.badRecords++;
            } else {
                remember(genuine);
            }
        }
    }

    /** The same record as it is known to be genuine; {@code null} when it is not. */
    private @Nullable AddressRecord check(AddressRecord record) {
        AddressRecord known = checked.remove(record);
        if (known == null) {
            if (!record.isGenuine(host)) {
                return null;
            }
            known = host.interned(record);
        }
        if (!known.peer().equals(host.self())) {
            events.accept(new OverlayEvent.RecordProven(known));
        }
        checked.put(known, known);
        if (checked.size() > MAX_CHECKED) {
            checked.remove(checked.keySet().iterator().next());
        }
        return known;
    }
}
