package io.eddy.overlay;

import io.eddy.overlay.ActiveView.Neighbour;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How many of the neighbours this side sought, and who of them makes a place: others wish at most two in three, or
 * somebody may surround this side by asking (protocols.md A.3, "inbound at most twice outbound").
 */
final class Balance {
    private final List<Neighbour> up;
    private final RandomGenerator random;
    private final Callers callers;

    /** Looks at the list of neighbours, and never changes it. */
    Balance(List<Neighbour> up, RandomGenerator random, Callers callers) {
        this.up = up;
        this.random = random;
        this.callers = callers;
    }

    /** Neighbours that this side sought, and keeps. */
    int sought() {
        return count(true);
    }

    /** Whether others wished more than two in three. */
    boolean isSurrounded() {
        return count(false) > 2 * count(true);
    }

    /**
     * Who makes a place: one that nobody can dial; else one that this side did not seek, when without one that it
     * sought others would have wished more than two in three; else one that it sought, since that one did not seek this
     * side, and is no nearer to being surrounded. Of several, one that is no link of the tree of broadcasts: for those
     * behind such a link, what is said while it is replaced comes late.
     */
    Neighbour victim(Origin newcomer) {
        Neighbour deaf = oneOf(each -> each.record != null && each.record.port() == 0);
        if (deaf != null) {
            return deaf;
        }
        boolean sought = newcomer == Origin.SOUGHT ? !isSurrounded() : count(false) + 1 <= 2 * (count(true) - 1);
        Neighbour fit = oneOfSpare(each -> each.isSought() == sought);
        Neighbour other = fit == null ? oneOfSpare(each -> true) : fit;
        return other == null ? up.get(0) : other;
    }

    private int count(boolean sought) {
        int count = 0;
        for (int i = 0; i < up.size(); i++) { // Asked at the end of every input.
            Neighbour each = up.get(i);
            count += each.isSought() == sought && !each.leaving ? 1 : 0;
        }
        return count;
    }

    private @Nullable Neighbour oneOfSpare(Predicate<Neighbour> fits) {
        Neighbour spare = oneOf(fits.and(each -> !callers.isTreeLink(each.peer)));
        return spare == null ? oneOf(fits) : spare;
    }

    private @Nullable Neighbour oneOf(Predicate<Neighbour> fits) {
        int start = random.nextInt(up.size());
        for (int i = 0; i < up.size(); i++) {
            Neighbour neighbour = up.get((start + i) % up.size());
            if (!neighbour.leaving && fits.test(neighbour)) {
                return neighbour;
            }
        }
        return null;
    }
}
