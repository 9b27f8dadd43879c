package io.eddy.directory;

import io.eddy.registry.PeerName;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many peers are called by each name, as names are compared, and which contact is known by it.
 *
 * <p>A contact keeps the name by which it was known first, or that it gave itself in a session since: no manager, and
 * no other peer, can make that name lead to another key. Who is blocked counts for nothing here.
 */
final class Claims {
    /** Digits of an id that set two peers of one name apart. */
    private static final int TAIL_DIGITS = 4;

    /** What no name contains. */
    private static final String BEFORE_TAIL = "~";

    /**
     * Those of one name.
     *
     * @param vouched those that have it from a manager, or are oneself
     */
    private record Count(int all, int vouched) {
        static final Count NONE = new Count(0, 0);

        Count plus(int more, boolean vouchedFor) {
            return new Count(all + more, vouchedFor ? vouched + more : vouched);
        }
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private final Map<String, Acquaintance> holders = new TreeMap<>();

    /** This side is called so. */
    void addSelf(String name) {
        count(PeerName.folded(name), true, 1);
    }

    void removeSelf(String name) {
        count(PeerName.folded(name), true, -1);
    }

    void add(Acquaintance one) {
        one.foldedName = PeerName.folded(one.plainName());
        if (!one.blocked) {
            count(one.foldedName, one.isVouchedFor(), 1);
        }
    }

    /** Before its name changes. */
    void remove(Acquaintance one) {
        if (!one.blocked) {
            count(one.foldedName, one.isVouchedFor(), -1);
        }
    }

    /** A contact was kept under this name: by a tail it is told that it is not known by it alone. */
    void onKept(Acquaintance contact, String name) {
        if (PeerName.complaint(name).isEmpty() && !name.equals(Acquaintance.beginning(contact.peer))) {
            hold(contact, name);
        }
    }

    /** It is a contact; from the first time on it is known by its name, if that alone says who is meant. */
    void onContact(Acquaintance contact) {
        if (contact.knownAs.isEmpty() && isClear(contact)) {
            hold(contact, contact.givenName());
        }
    }

    /** A contact says itself, in a session, what it is called. */
    void onOwnWord(Acquaintance contact) {
        if (PeerName.folded(contact.claimedName).equals(contact.foldedName) && isClear(contact)) {
            hold(contact, contact.claimedName);
        }
    }

    void block(Acquaintance one, boolean blocked) {
        remove(one);
        one.blocked = blocked;
        add(one);
        if (blocked) {
            release(one);
        } else {
            hold(one, one.knownAs);
        }
    }

    /** Which contact is known by this name. */
    @Nullable
    Acquaintance holder(String name) {
        return holders.get(PeerName.folded(name));
    }

    /** Whether it goes by a name by which another one is known. */
    boolean isAnothers(Acquaintance one) {
        return holders.getOrDefault(one.foldedName, one) != one;
    }

    /** The name as it is shown. */
    String shownName(Acquaintance one) {
        return isClear(one) ? one.plainName() : withTail(one);
    }

    /** The name as it is kept: the one by which the contact is known, else as it is shown. */
    String keptName(Acquaintance contact) {
        return contact.knownAs.isEmpty() ? shownName(contact) : contact.knownAs;
    }

    /** What others tell may be anything; what is no name is taken as none. */
    static String usable(String name) {
        return PeerName.complaint(name).isEmpty() ? name : "";
    }

    /** The plain name of one that was kept. */
    static String plain(String keptName) {
        int tail = keptName.indexOf(BEFORE_TAIL);
        return tail < 0 ? keptName : keptName.substring(0, tail);
    }

    /** Whether its name alone says who is meant: nobody else has it, or it is the only one that has it by right. */
    private boolean isClear(Acquaintance one) {
        Count count = counts.getOrDefault(one.foldedName, Count.NONE);
        boolean alone = one.blocked ? count.all == 0 : count.all == 1 || (count.vouched == 1 && one.isVouchedFor());
        return alone && !isAnothers(one);
    }

    private static String withTail(Acquaintance one) {
        return one.plainName() + BEFORE_TAIL + one.peer.hex().substring(0, TAIL_DIGITS);
    }

    private void hold(Acquaintance contact, String name) {
        String folded = PeerName.folded(name);
        if (!name.isEmpty() && !contact.blocked && holders.getOrDefault(folded, contact) == contact) {
            release(contact);
            contact.knownAs = name;
            holders.put(folded, contact);
        }
    }

    private void release(Acquaintance contact) {
        holders.remove(PeerName.folded(contact.knownAs), contact);
    }

    private void count(String folded, boolean vouchedFor, int more) {
        Count count = counts.getOrDefault(folded, Count.NONE).plus(more, vouchedFor);
        if (count.all == 0) {
            counts.remove(folded);
        } else {
            counts.put(folded, count);
        }
    }
}
