package io.eddy.game.gofish;

import io.eddy.wire.Bytes;
import java.util.List;

/**
 * All of a game that its players can show to one another once it is over: enough to play it again and judge everyone.
 *
 * @param game what the commitments are bound to
 * @param commitments of each seat to its part of the shuffle
 * @param moves in the order in which they were said; those that were refused may be among them
 * @param told what the dealer told single seats of their cards
 */
public record Transcript(
        Bytes game, Rules rules, List<Bytes> commitments, SealedDeck seals, List<Move> moves, List<Told> told) {

    /** A card that the dealer told to its owner alone. The caller has made sure that these are the dealer's words. */
    public record Told(int seat, Opening opening) {}

    public Transcript {
        commitments = List.copyOf(commitments);
        moves = List.copyOf(moves);
        told = List.copyOf(told);
    }
}
