package io.eddy.overlay;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Live peers that a beacon, a manager or the operator told of: where a newcomer begins. */
final class Contacts {
    /** Contacts remembered; of more, the one heard of longest ago goes. */
    private static final int MAX_CONTACTS = 256;

    /** How long a contact counts as live without being heard of again: beacons of a large network are rare. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** A beacon or an answer of so long ago is likely of somebody who is there. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    /** As many free places as a peer has when nobody is linked with it; it may claim any number. */
    private static final int MOST_PLACES = 128;

    /** How much more often an empty contact is drawn than a full one. */
    private static final int MAX_WEIGHT = 16;

    /** One contact; its endpoint was seen, not claimed. */
    record Contact(PeerId peer, Endpoint endpoint, int freePlaces, Timestamp heardAt) {
        int weight() {
            int places = Math.max(0, Math.min(freePlaces, MOST_PLACES));
            return 1 + places * (MAX_WEIGHT - 1) / MOST_PLACES;
        }
    }

    private final Map<PeerId, Contact> contacts = new LinkedHashMap<>();

    void add(Contact contact) {
        contacts.remove(contact.peer());
        contacts.put(contact.peer(), contact);
        if (contacts.size() > MAX_CONTACTS) {
            contacts.remove(contacts.keySet().iterator().next());
        }
    }

    int size() {
        return contacts.size();
    }

    @Nullable
    Contact get(PeerId peer) {
        return contacts.get(peer);
    }

    void remove(PeerId peer) {
        contacts.remove(peer);
    }

    /** Whether one of them fits, which may not be live. */
    boolean anyFits(Predicate<PeerId> fits) {
        return contacts.keySet().stream().anyMatch(fits);
    }

    /**
     * One that is live and fits, at random by its free places: of those heard of just now, if there is one. When many
     * have gone at one time, the others are the ones that are still told of.
     */
    @Nullable
    Contact random(RandomGenerator random, Timestamp now, Predicate<PeerId> fits) {
        contacts.values().removeIf(each -> each.heardAt().until(now).compareTo(FRESH) > 0);
        Contact recent =
                random(random, each -> each.heardAt().until(now).compareTo(RECENT) <= 0 && fits.test(each.peer()));
        return recent != null ? recent : random(random, each -> fits.test(each.peer()));
    }

    private @Nullable Contact random(RandomGenerator random, Predicate<Contact> fits) {
        Contact chosen = null;
        int weights = 0;
        for (Contact contact : contacts.values()) {
            if (fits.test(contact)) {
                weights += contact.weight();
                // Each in turn replaces the one before with its share of all so far: one pass, and no list.
                if (random.nextInt(weights) < contact.weight()) {
                    chosen = contact;
                }
            }
        }
        return chosen;
    }
}
