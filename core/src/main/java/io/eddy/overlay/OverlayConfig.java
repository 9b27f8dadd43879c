package io.eddy.overlay;

import java.time.Duration;

/** Sizes, intervals and limits of the overlay (protocols.md A.1, A.3 and D.3). */
public record OverlayConfig(Views views, Walks walks, Pace pace, Limits limits, Book book) {

    /**
     * How many peers are known closely.
     *
     * @param active neighbours that are sought
     * @param least neighbours below which a peer is at risk of being alone with a few others, and joins anew
     * @param passive peers that may become neighbours
     * @param joiners that were admitted last, to whom later ones are sent
     */
    public record Views(int active, int least, int passive, int joiners) {}

    /**
     * How far things are passed on.
     *
     * @param joinHops of the news of a joiner, until it ends at a peer that becomes its neighbour
     * @param passiveHops left, at which a peer notes the joiner
     * @param shuffleHops of a shuffle
     * @param activeShuffled of a peer's neighbours, told in a shuffle
     * @param passiveShuffled of a peer's passive view, told in a shuffle
     * @param redirects in a row that a joiner follows
     * @param seekHops of one who lacks a neighbour, until it is found by another: the fewer there are, the farther off
     */
    public record Walks(
            int joinHops,
            int passiveHops,
            int shuffleHops,
            int activeShuffled,
            int passiveShuffled,
            int redirects,
            int seekHops) {}

    /**
     * How long things take.
     *
     * @param tick between two shuffles, give or take a fifth
     * @param answer until a peer with a session has answered
     * @param patience until another peer is called beside one with which there is no session yet
     * @param haste the same when there are fewer than {@code least} neighbours, after there were some
     * @param call until a call is given up
     * @param sparse with too few neighbours, until a peer joins anew
     * @param probe between two probes for a partition, give or take a fifth
     */
    public record Pace(
            Duration tick,
            Duration answer,
            Duration patience,
            Duration haste,
            Duration call,
            Duration sparse,
            Duration probe) {}

    /**
     * What is done at most.
     *
     * @param joinsPerSecond that a contact admits; it sends the others on
     * @param contactCallsPerMinute to peers of which only a beacon told, once there was a first neighbour
     * @param walksPerSecond taken from one neighbour; a quiet network has one in ten seconds
     * @param candidatesPerMinute peers taken into the passive view from one teller: it forgets by itself
     * @param calls under way at one time
     * @param urgentCalls the same when there are fewer than {@code least} neighbours, after there were some
     * @param firmProbes a minute, in the whole network as far as its size can be told, that ask for a link where no
     *     mark tells whether it is needed
     * @param blindProbes the same where marks tell that it is not
     */
    public record Limits(
            int joinsPerSecond,
            int contactCallsPerMinute,
            int walksPerSecond,
            int candidatesPerMinute,
            int calls,
            int urgentCalls,
            int firmProbes,
            int blindProbes) {}

    /**
     * The address book.
     *
     * @param capacity addresses kept
     * @param perNet of one IPv4 /24 or IPv6 /48 of the public Internet, which one attacker may own
     * @param perPrivateNet the same of private networks, which are as large as a household or a company
     * @param newPerMinute addresses taken from one teller
     * @param lifetime of an address record; half of it is left when it is made anew
     */
    public record Book(int capacity, int perNet, int perPrivateNet, int newPerMinute, Duration lifetime) {}

    public static final OverlayConfig DEFAULT = new OverlayConfig(
            new Views(5, 3, 30, 32),
            new Walks(6, 3, 6, 3, 4, 6, 24),
            new Pace(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60)),
            new Limits(10, 5, 20, 60, 16, 32, 64, 6),
            new Book(1_000, 32, 256, 10, Duration.ofHours(24)));

    /** The same with a book of another size. */
    public OverlayConfig withBookOf(int capacity) {
        Book other = new Book(capacity, book.perNet, book.perPrivateNet, book.newPerMinute, book.lifetime);
        return new OverlayConfig(views, walks, pace, limits, other);
    }
}
