package io.eddy.ring;

import io.eddy.wire.Bytes;

/** A ring that stands, as the application at one of its seats sees it. */
public interface Ring {
    /** The most that can be said at once. */
    int MAX_WORDS_BYTES = 8_192;

    Charter charter();

    /** One's own seat. */
    int seat();

    /** The seat that numbers what is said. */
    int dealer();

    /** Whether this seat has not left. */
    boolean isIn(int seat);

    /** Whether this seat has not left and there is a session with it; one's own is always there. */
    boolean isHere(int seat);

    /** Whether somebody who is in has been away for longer than a hiccup: clocks stand still. */
    boolean isPaused();

    /** Whether what is being told was kept before this start: it is known already, and nothing is to be said to it. */
    boolean isReplaying();

    /** The highest number that all who are in have durably, as far as the dealer knows; only it is told. */
    long settled();

    /**
     * Says something to all. It is kept, and sent until it has a number; then it is told to the application of every
     * member, this one's too.
     */
    void say(Bytes words);

    /** Whether something that this member said has no number yet; also across a restart. */
    boolean isUnheard();

    /** The dealer wants a seat to count as left; it does when a majority agrees. */
    void exclude(int seat);

    /** Leaves for good: the others are told, and this member's part is over at once. */
    void leave();

    /** The ring has served its purpose: its log is kept only for those who missed the end. */
    void close();
}
