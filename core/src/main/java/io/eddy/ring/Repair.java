package io.eddy.ring;

import io.eddy.ring.RingMessage.After;
import io.eddy.ring.RingMessage.UpTo;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** How the members of a ring find out what one of them lacks, and bring it. */
final class Repair {
    private final Charter charter;
    private final int seat;
    private final RingLog log;
    private final Post post;
    private final IntPredicate in;
    /** For each seat, the number up to which it has all durably, as far as is known here. */
    private final long[] held;

    private long settled;
    /** What is lacking here was asked for, and may be on its way. */
    private boolean asked;

    /**
     * Knows nothing yet.
     *
     * @param in whether a seat has not left, by what is durable: what is settled stays so after a crash
     */
    Repair(Charter charter, int seat, RingLog log, Post post, IntPredicate in) {
        this.charter = charter;
        this.seat = seat;
        this.log = log;
        this.post = post;
        this.in = in;
        this.held = new long[charter.size()];
    }

    /** The highest number that all who are in have, as far as is known here: the dealer is told by all. */
    long settled() {
        return settled;
    }

    /** Asks a member for what follows the last number that is durable here. */
    void ask(int from) {
        post.send(from, new After(charter.ring(), log.told()));
    }

    /** An entry came whose forerunners have not. */
    void onGap(int from) {
        if (!asked) {
            asked = true;
            ask(from);
        }
    }

    /** A member has all up to this number, and asks for what follows. */
    void onAfter(int from, long number) {
        post.sendAfter(from, number, log.told());
        post.send(from, new UpTo(charter.ring(), log.told()));
    }

    /** A member has all up to this number; the dealer is told the like in return. */
    void onUpTo(int from, long number) {
        if (number > log.last()) {
            ask(from);
        } else if (seat == Charter.DEALER) {
            post.sendAfter(from, number, log.told());
        } else if (from == Charter.DEALER) {
            post.send(from, new UpTo(charter.ring(), log.told()));
        }
    }

    /** The dealer asks those of whom it does not know that they have all. */
    void remind() {
        post.others()
                .filter(other -> log.isIn(other) && held[other] < log.told())
                .forEach(other -> post.send(other, new UpTo(charter.ring(), log.told())));
    }

    /** Asks again where an answer is outstanding. */
    void askAnew(Attendance attendance) {
        asked = false;
        // Whoever is linked again may not have had the ring yet when it was.
        post.others().filter(attendance::isLinkedAndAway).forEach(this::ask);
    }

    /** Notes how far a member is; whether more is settled by that. */
    boolean holds(int other, long number) {
        held[other] = Math.max(held[other], Math.min(number, log.last()));
        long all = IntStream.range(0, charter.size())
                .filter(in)
                .mapToLong(member -> held[member])
                .min()
                .orElse(0);
        boolean more = all > settled;
        settled = Math.max(settled, all);
        return more;
    }
}
