package io.eddy.atlas;

import io.eddy.atlas.AtlasMessage.Tidings;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.node.Timestamp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest place of each peer, and which neighbours have it.
 *
 * <p>What some neighbour lacks is <em>news</em>. A place is told to each neighbour once at most, and not to one that
 * told it, so that it crosses a link about once, however many ways there are.
 */
final class Places {
    private final int limit;
    private final Map<PublicKey, Known> known = new LinkedHashMap<>();

    /** Places that were given up: the same must not come back from whoever still has them. */
    private final Map<PublicKey, Edition> forgotten = new LinkedHashMap<>();

    /** The newest first. */
    private final Deque<Known> news = new ArrayDeque<>();

    /** The bits of the neighbours that have no room for more peers: they are told of those whom they keep. */
    private long crowded;

    Places(int limit) {
        this.limit = limit;
    }

    int size() {
        return known.size();
    }

    int room() {
        return limit - known.size();
    }

    @Nullable
    Known of(PublicKey key) {
        return known.get(key);
    }

    Collection<Known> all() {
        return Collections.unmodifiableCollection(known.values());
    }

    boolean isForgotten(Place place) {
        Edition gone = forgotten.get(place.key());
        return gone != null && !place.edition().isNewerThan(gone);
    }

    /** Keeps the place of a peer of which there was none. */
    Known add(Place place, Timestamp now, Duration age) {
        Known added = new Known(PeerId.of(place.key()), place, now, age);
        known.put(place.key(), added);
        forgotten.remove(place.key());
        return added;
    }

    /** This place is new here; these neighbours have it. */
    void announce(Known fresh, long had) {
        fresh.keepers |= had;
        fresh.had = had | (crowded & ~fresh.keepers);
        if (fresh.isNews) {
            news.remove(fresh);
        }
        fresh.isNews = true;
        news.addFirst(fresh);
    }

    /** Gives up the oldest place of somebody who may be given up. */
    boolean makeRoom(Timestamp now, Predicate<PeerId> expendable) {
        Optional<Known> oldest = known.values().stream()
                .filter(one -> expendable.test(one.peer))
                .max(Comparator.comparing(one -> one.age(now)));
        oldest.ifPresent(this::remove);
        return oldest.isPresent();
    }

    /** Takes the next page of what this neighbour lacks. */
    List<Known> takePage(long bit, Timestamp now) {
        List<Known> page = new ArrayList<>();
        for (Known one : news) {
            if (page.size() == Tidings.MAX_SIGHTINGS) {
                break;
            }
            if ((one.had & bit) == 0 && one.holds(now)) {
                one.had |= bit;
                one.keepers |= bit;
                page.add(one);
            }
        }
        return page;
    }

    /** What all these neighbours have is no news. */
    void settle(long bits) {
        news.removeIf(one -> {
            one.isNews = (one.had & bits) != bits;
            return !one.isNews;
        });
    }

    boolean hasNews() {
        return !news.isEmpty();
    }

    /** A neighbour will ask for what it lacks; till then it lacks nothing but what is new. */
    void welcome(long bit) {
        crowded &= ~bit;
        for (Known one : known.values()) {
            one.had |= bit;
            one.keepers &= ~bit;
        }
    }

    /** This neighbour has places of these marks, and room for so many more. */
    void compare(long bit, List<Integer> marks, int room) {
        int[] sorted = marks.stream().mapToInt(Integer::intValue).sorted().toArray();
        int lacking = 0;
        crowded = room > 0 ? crowded & ~bit : crowded | bit;
        for (Known one : known.values()) {
            if (Arrays.binarySearch(sorted, one.mark) >= 0) {
                one.had |= bit;
                one.keepers |= bit;
                continue;
            }
            one.keepers &= ~bit;
            if (lacking < room) {
                lacking++;
                one.had &= ~bit;
                if (!one.isNews) {
                    one.isNews = true;
                    // What was known for long is no news to those who wait for what has just happened.
                    news.addLast(one);
                }
            }
        }
    }

    List<Integer> marks() {
        return known.values().stream().map(one -> one.mark).toList();
    }

    /** Gives up what nobody renewed. */
    void forgetStale(Timestamp now) {
        List<Known> stale =
                known.values().stream().filter(one -> !one.holds(now)).toList();
        stale.forEach(this::remove);
    }

    private void remove(Known one) {
        known.remove(one.place.key());
        if (one.isNews) {
            one.isNews = false;
            news.remove(one);
        }
        forgotten.remove(one.place.key());
        forgotten.put(one.place.key(), one.place.edition());
        if (forgotten.size() > limit) {
            forgotten.remove(forgotten.keySet().iterator().next());
        }
    }
}
