package io.eddy.game.gofish;

import io.eddy.wire.Bytes;

/** What a player of Go Fish says to all on the ring. Whoever says it is known from the ring. */
public sealed interface GoFishWord {

    /** Binds the speaker to its part of the shuffle; see {@link FairShuffle}. */
    record Commit(Bytes commitment) implements GoFishWord {}

    /** The speaker's part of the shuffle. Said by all but the dealer once all are bound. */
    record Reveal(Bytes secret) implements GoFishWord {}

    /** The dealer's: the shuffled deck, face down. */
    record Sealed(SealedDeck deck) implements GoFishWord {}

    /**
     * A move at the table.
     *
     * @param overdue whether the speaker's program chose it because the speaker did not in time
     */
    record Moved(Move move, boolean overdue) implements GoFishWord {}

    /** What the dealer told the speaker in private is false, and these are the words. */
    record Complaint(Whisper whisper) implements GoFishWord {}

    /** The dealer's part of the shuffle, when the play is over: all can see every card, and judge every word. */
    record Disclosed(Bytes secret) implements GoFishWord {}

    /** The dealer's: all is said, and who has to know knows it. */
    record Closed() implements GoFishWord {}

    /** The dealer's: the game ends before its end. */
    record Ended(String reason) implements GoFishWord {}
}
