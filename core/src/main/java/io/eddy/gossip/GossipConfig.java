package io.eddy.gossip;

import io.eddy.node.TokenBucket;
import java.time.Duration;

/**
 * Limits and intervals of the gossip.
 *
 * @param maxBodyBytes of one entry; what is larger is not for everyone
 * @param uselessAfter entries that others bring while a neighbour sends none: then it is asked for one, and
 *     after as many again it counts as useless (a guess)
 */
public record GossipConfig(Tree tree, Memory memory, Rates rates, int maxBodyBytes, int uselessAfter) {
    public static final GossipConfig DEFAULT =
            new GossipConfig(Tree.DEFAULT, Memory.DEFAULT, Rates.DEFAULT, 16_384, 50);

    /**
     * How the tree is kept (protocols.md A.1 and A.3).
     *
     * @param graftAfter from the first announcement until the entry is asked for; shorter, and every new sender tears
     *     the tree
     * @param graftAgainAfter until the next of those who announced it is asked
     * @param announceAfter from an entry to its announcement, so that one frame announces several
     * @param shortcut links that a way must be shorter for the tree to be changed
     */
    public record Tree(Duration graftAfter, Duration graftAgainAfter, Duration announceAfter, int shortcut) {
        public static final Tree DEFAULT =
                new Tree(Duration.ofMillis(500), Duration.ofMillis(250), Duration.ofMillis(5), 7);
    }

    /**
     * What is remembered.
     *
     * @param cachedFor how long entries are kept for those who missed them
     * @param cachedBytes of all entries that are kept so
     * @param cachedEntries of them: a new neighbour is told of each, in 200 KiB at most
     * @param knownFor how long an id is known, so that its entry is not taken twice
     * @param knownIds the most of them
     * @param missing entries that were announced and have not come
     */
    public record Memory(
            Duration cachedFor,
            int cachedBytes,
            int cachedEntries,
            Duration knownFor,
            int knownIds,
            MissingLimits missing) {
        public static final Memory DEFAULT = new Memory(
                Duration.ofSeconds(60),
                4 << 20,
                4_096,
                Duration.ofMinutes(10),
                1 << 16,
                new MissingLimits(4_096, 1_024));
    }

    /** Entries that were announced and have not come: of all neighbours, and of one. */
    public record MissingLimits(int all, int ofOne) {}

    /**
     * What one may cause. All guesses, far above what people say.
     *
     * @param author what is taken of one author
     * @param authors how many of them are counted; the one that was silent longest is forgotten
     * @param neighbour new entries that are looked at from one neighbour: a signature costs half a millisecond
     * @param grafts of one neighbour that are answered
     * @param oldest an entry of an earlier time is not passed on, so that what was recorded cannot be replayed
     * for ever;
     *     far above what wrong time zones do to clocks
     */
    public record Rates(Rate author, int authors, Rate neighbour, Rate grafts, Duration oldest) {
        public static final Rates DEFAULT =
                new Rates(new Rate(50, 500), 4_096, new Rate(200, 4_096), new Rate(100, 4_096), Duration.ofDays(1));
    }

    /** So many a second, and so many at once. */
    public record Rate(int perSecond, int atOnce) {
        TokenBucket bucket() {
            return TokenBucket.perSecond(perSecond, atOnce);
        }
    }
}
