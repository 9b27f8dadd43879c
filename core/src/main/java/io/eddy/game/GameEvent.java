package io.eddy.game;

import io.eddy.game.gofish.Card;
import io.eddy.game.gofish.Rank;
import io.eddy.ring.RingId;
import java.util.List;
import java.util.Map;

/** What a player is told of its game. Players are called by the names they have in it. */
public sealed interface GameEvent {
    /** A game is the ring it is played on. */
    RingId game();

    /**
     * The players have taken their seats.
     *
     * @param players clockwise, the dealer first
     */
    record Started(RingId game, String kind, List<String> players, int cardsEach) implements GameEvent {}

    /** One's own hand, first as it was dealt, then after each change, and after a return to the game. */
    record Hand(RingId game, List<Card> cards) implements GameEvent {}

    /** It is this player's turn. */
    record Turn(RingId game, String player) implements GameEvent {}

    /** A player has asked another for a rank. Told when it is known what came of it. */
    record Moved(RingId game, String player, String asked, Rank rank, Outcome outcome) implements GameEvent {
        /**
         * What came of an ask.
         *
         * @param got cards taken from the player asked
         * @param fished whether a card was drawn
         * @param lucky whether that was of the rank asked for
         * @param overdue whether the player's program asked because the player did not in time
         */
        public record Outcome(int got, boolean fished, boolean lucky, boolean overdue) {}
    }

    /** A player has laid down a book. */
    record Book(RingId game, String player, Rank rank) implements GameEvent {}

    /** A player is away, and all clocks stand still. */
    record Paused(RingId game, String player, String reason) implements GameEvent {}

    /** The player is back. */
    record Resumed(RingId game, String player, String reason) implements GameEvent {}

    /** A player has left for good; its cards are under the stock. */
    record Left(RingId game, String player) implements GameEvent {}

    /**
     * The game has been played to its end.
     *
     * @param books of each player, clockwise
     * @param findings who cheated and how, a sentence each; none when the game was clean
     */
    record Over(RingId game, Map<String, Integer> books, List<String> winners, List<String> findings)
            implements GameEvent {}

    /** The game has ended before its end. */
    record Aborted(RingId game, String reason) implements GameEvent {}
}
