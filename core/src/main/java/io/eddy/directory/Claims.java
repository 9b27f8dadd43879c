package io.eddy.directory;

import io.eddy.registry.PeerName;
import java.util.Map;
import java.util.TreeMap;

/** How many peers are called by each name, as names are compared. */
final class Claims {
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

    /** This side is called so. */
    void addSelf(String name) {
        count(PeerName.folded(name), true, 1);
    }

    void removeSelf(String name) {
        count(PeerName.folded(name), true, -1);
    }

    void add(Acquaintance one) {
        one.foldedName = PeerName.folded(one.plainName());
        count(one.foldedName, one.isVouchedFor(), 1);
    }

    /** Before its name changes. */
    void remove(Acquaintance one) {
        count(one.foldedName, one.isVouchedFor(), -1);
    }

    /** Whether its name alone says who is meant: nobody else has it, or it is the only one that has it by right. */
    boolean isClear(Acquaintance one) {
        Count count = counts.getOrDefault(one.foldedName, Count.NONE);
        return count.all == 1 || (count.vouched == 1 && one.isVouchedFor());
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
