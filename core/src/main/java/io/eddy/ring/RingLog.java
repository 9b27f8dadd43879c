package io.eddy.ring;

import io.eddy.node.Host;
import io.eddy.node.PublicKey;
import io.eddy.ring.Exclusion.Agreement;
import io.eddy.ring.Words.Kind;
import io.eddy.wire.Bytes;
import io.eddy.wire.MalformedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that was said in a ring, in order, and what follows from it for who may say what next.
 *
 * <p>An entry is appended only behind the one that it names, and only when the dealer and the speaker have signed it.
 */
final class RingLog {
    private final Host<?, ?> host;
    private final Charter charter;
    private final List<Entry> entries = new ArrayList<>();
    private final long[] counters;
    /** For each seat, the number of what it said last. */
    private final long[] spokeAt;

    private final Set<Integer> left = new TreeSet<>();
    private List<PublicKey> keys = List.of();
    private Bytes lastHash = Entry.NO_ENTRY;
    private long told;
    private long bytes;

    RingLog(Host<?, ?> host, Charter charter) {
        this.host = host;
        this.charter = charter;
        this.counters = new long[charter.size()];
        this.spokeAt = new long[charter.size()];
    }

    /** The number of the last entry; 0 when there is none. */
    long last() {
        return entries.size();
    }

    /** The number up to which all is durable, and the application has been told. */
    long told() {
        return told;
    }

    /** The next entry is durable, and told. */
    void tell(Entry entry) {
        told = entry.number();
    }

    Entry entry(long number) {
        return entries.get((int) number - 1);
    }

    /** The next entry, made by this node as the dealer. */
    Entry next(Words words) {
        return Entry.of(host, charter.ring(), last() + 1, 0, lastHash, words);
    }

    /** How many times this seat has spoken, as far as the log goes. */
    long counter(int seat) {
        return counters[seat];
    }

    long spokeAt(int seat) {
        return spokeAt[seat];
    }

    /** Whether this seat has not left. */
    boolean isIn(int seat) {
        return !left.contains(seat);
    }

    int members() {
        return charter.size() - left.size();
    }

    void append(Entry entry) {
        Words words = entry.words();
        bytes += words.body().length();
        entries.add(entry);
        lastHash = entry.hash(charter.ring());
        counters[words.seat()] = words.counter();
        spokeAt[words.seat()] = entry.number();
        if (words.kind() == Kind.FOUNDED) {
            keys = Founding.CODEC.fromBytes(words.body().array()).keys();
        }
        words.leaver().ifPresent(left::add);
    }

    /** Whether no more is kept. */
    boolean isFull(RingConfig config) {
        return last() >= config.maxEntries() || bytes >= config.maxBytes();
    }

    /** Whether the dealer has signed this, whatever it is. */
    boolean isByDealer(Entry entry) {
        return !keys.isEmpty() && entry.isSignedBy(host, charter.ring(), keys.get(Charter.DEALER));
    }

    /** Appends an entry and keeps it. */
    void keep(Entry entry) {
        append(entry);
        host.store().put(KeptEntry.TABLE, new KeptEntry(charter.ring(), entry));
    }

    void forget() {
        entries.forEach(entry -> host.store().delete(KeptEntry.TABLE, new KeptEntry(charter.ring(), entry)));
    }

    /** Whether these are the next words of their speaker, truly its own. */
    boolean isNextOf(Words words) {
        return words.seat() < charter.size()
                && isIn(words.seat())
                && words.counter() == counters[words.seat()] + 1
                && !keys.isEmpty()
                && words.isSignedBy(host, charter.ring(), keys.get(words.seat()));
    }

    /** What is wrong with an entry of the number that comes next; nothing when it may be appended. */
    @Nullable
    String complaint(Entry entry) {
        if (!entry.before().equals(lastHash) || entry.epoch() != 0) {
            return "an entry that does not follow the one before";
        }
        try {
            return entry.number() == 1 ? foundingComplaint(entry) : complaintAboutNext(entry);
        } catch (MalformedFrame e) {
            return "an entry without its contents: " + e.getMessage();
        }
    }

    /** Whether there cannot be this entry beside those that are here; of one that is not here, nothing is known. */
    boolean contradicts(Entry entry) {
        if (entry.number() < 1) {
            return true;
        }
        return entry.number() <= last()
                && !entry(entry.number()).hash(charter.ring()).equals(entry.hash(charter.ring()));
    }

    private @Nullable String foundingComplaint(Entry entry) {
        Words words = entry.words();
        if (words.kind() != Kind.FOUNDED || words.seat() != Charter.DEALER || words.counter() != 1) {
            return "a log that does not begin with the founding";
        }
        Founding founding = Founding.CODEC.fromBytes(words.body().array());
        if (founding.seals().size() != charter.size() || !Founding.areTrue(host, charter, founding.seals())) {
            return "a founding without the seals of all";
        }
        PublicKey dealer = founding.keys().get(Charter.DEALER);
        return isSigned(entry, dealer, dealer) ? null : "an entry with a bad signature";
    }

    private @Nullable String complaintAboutNext(Entry entry) {
        Words words = entry.words();
        if (keys.isEmpty() || words.seat() >= charter.size()) {
            return "an entry of nobody";
        }
        if (!isIn(words.seat()) || words.counter() != counters[words.seat()] + 1) {
            return "an entry out of turn";
        }
        if (!isSigned(entry, keys.get(Charter.DEALER), keys.get(words.seat()))) {
            return "an entry with a bad signature";
        }
        return contentComplaint(words);
    }

    private @Nullable String contentComplaint(Words words) {
        return switch (words.kind()) {
            case FOUNDED -> "an entry of nobody";
            case SAID -> null;
            case LEAVING -> words.seat() == Charter.DEALER ? "a dealer that leaves and does not end the ring" : null;
            case EXCLUDED -> exclusionComplaint(words);
        };
    }

    private @Nullable String exclusionComplaint(Words words) {
        Exclusion exclusion = Exclusion.CODEC.fromBytes(words.body().array());
        int seat = exclusion.seat();
        if (words.seat() != Charter.DEALER || seat >= charter.size() || !isIn(seat) || seat == Charter.DEALER) {
            return "an exclusion of nobody";
        }
        if (spokeAt[seat] > exclusion.after()) {
            return "an exclusion of a member that spoke meanwhile";
        }
        Set<Integer> agreeing = new TreeSet<>();
        for (Agreement agreement : exclusion.agreements()) {
            if (agrees(exclusion, agreement)) {
                agreeing.add(agreement.seat());
            }
        }
        return Exclusion.suffices(agreeing.size(), members()) ? null : "an exclusion by too few";
    }

    /** Whether this is a member's word for the exclusion of another. */
    boolean agrees(Exclusion exclusion, Agreement agreement) {
        int seat = agreement.seat();
        return seat < charter.size()
                && isIn(seat)
                && seat != exclusion.seat()
                && Exclusion.isSigned(host, charter.ring(), exclusion, agreement.signature(), keys.get(seat));
    }

    private boolean isSigned(Entry entry, PublicKey dealer, PublicKey speaker) {
        // What the dealer itself says it has signed with the entry.
        return entry.isSignedBy(host, charter.ring(), dealer)
                && (speaker.equals(dealer) || entry.words().isSignedBy(host, charter.ring(), speaker));
    }
}
