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

    /** Clocks may be wrong by so much before records of their peers are not taken. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(12);

    final OwnAddress own;
    final PassiveView passive;
    final AddressBook book;
    final Contacts contacts = new Contacts();

    private final Host<?, ?> host;
    private final OverlayConfig config;
    private final OverlayTally tally;
    private final Map<AddressRecord, AddressRecord> checked = new LinkedHashMap<>();

    Addresses(Host<?, ?> host, OverlayConfig config, OverlayTally tally) {
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
        } else if (passive.contains(peer) && book.knows(peer)) {
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
            known = record;
        }
        checked.put(known, known);
        if (checked.size() > MAX_CHECKED) {
            checked.remove(checked.keySet().iterator().next());
        }
        return known;
    }
}
