package io.eddy.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object for all values that are equal, of those that came of late: what ten thousand peers and their disks keep is
 * mostly the same, and would not fit into memory so many times.
 *
 * <p>It is a table in which each value has two places, and what came there longest ago makes room: so it has a limit,
 * and who gets which object follows from the run alone, not from the collector. Values must not change.
 */
final class Originals {
    private static final int FIRST_PLACES = 1 << 8;

    /** Some values of each row of each peer, where there are ten thousand; 2 MiB. */
    private static final int MOST_PLACES = 1 << 19;

    private static final int SPREAD = 0x9E3779B9;

    private @Nullable Object[] places = new Object[FIRST_PLACES];
    private int taken;

    /** This value, or an equal one that stands for it. */
    <T> T of(T value) {
        return original(value, value.hashCode());
    }

    /** This list, or an equal one that stands for it; of its values each stands for all that are equal to it. */
    List<Object> ofAll(List<Object> values) {
        Object[] originals = new Object[values.size()];
        int hash = 1;
        for (int i = 0; i < originals.length; i++) {
            Object value = values.get(i);
            int own = value.hashCode();
            originals[i] = original(value, own);
            hash = 31 * hash + own;
        }
        return original(List.of(originals), hash);
    }

    @SuppressWarnings(
            "unchecked") // What is equal to a list of values is one; what is equal to a value is of its class.
    private <T> T original(T value, int hash) {
        int place = place(hash);
        Object first = places[place];
        if (value.equals(first)) {
            return (T) first;
        }
        Object second = places[place ^ 1];
        if (value.equals(second)) {
            places[place ^ 1] = first;
            places[place] = second;
            return (T) second;
        }
        places[place] = value;
        if (first != null) {
            places[place ^ 1] = first;
        }
        taken += first == null || second == null ? 1 : 0;
        if (taken > places.length / 2 && places.length < MOST_PLACES) {
            grow();
        }
        return value;
    }

    private int place(int hash) {
        return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(places.length) + 1);
    }

    private void grow() {
        @Nullable Object[] old = places;
        places = new Object[2 * old.length];
        taken = 0;
        for (Object value : old) {
            if (value != null) {
                original(value, value.hashCode());
            }
        }
    }
}
