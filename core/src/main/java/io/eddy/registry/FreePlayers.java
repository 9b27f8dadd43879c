package io.eddy.registry;

import io.eddy.node.PeerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Those who could be picked for a game, in no order, so that a pick costs as little among many as among few. */
final class FreePlayers {
    private final List<PeerId> all = new ArrayList<>();
    private final Map<PeerId, Integer> places = new LinkedHashMap<>();

    void set(PeerId peer, boolean free) {
        Integer place = places.get(peer);
        if (free && place == null) {
            places.put(peer, all.size());
            all.add(peer);
        } else if (!free && place != null) {
            swap(place, all.size() - 1);
            all.remove(all.size() - 1);
            places.remove(peer);
        }
    }

    /** Draws so many of those who will do, each set of them as likely as any other; fewer when there are not enough. */
    List<PeerId> pick(int count, Predicate<PeerId> willDo, RandomGenerator random) {
        List<PeerId> picked = new ArrayList<>(count);
        // The beginning of a shuffle (Fisher and Yates): what it leaves in place is as good as what it found.
        for (int i = 0; i < all.size() && picked.size() < count; i++) {
            swap(i, i + random.nextInt(all.size() - i));
            if (willDo.test(all.get(i))) {
                picked.add(all.get(i));
            }
        }
        return picked;
    }

    private void swap(int left, int right) {
        Collections.swap(all, left, right);
        places.put(all.get(left), left);
        places.put(all.get(right), right);
    }
}
