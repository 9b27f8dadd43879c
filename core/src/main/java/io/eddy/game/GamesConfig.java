package io.eddy.game;

import java.time.Duration;
import java.util.Optional;

/**
 * How a peer plays.
 *
 * @param auto whether its program makes all of its moves, without pauses
 * @param cards how many each player is dealt when this peer is the dealer; empty: as many as the number of players asks
 *     for
 */
public record GamesConfig(boolean auto, Optional<Integer> cards, Clocks clocks) {

    /**
     * How long is waited for whom. All of them stand still while a game is paused.
     *
     * @param turn for a player to ask; then its program asks
     * @param overdue for a word, until the others may let its speaker be left out: more than a turn and the way round
     * @param exclude for a word, until the dealer asks them to leave its speaker out
     * @param dealer for a word of the dealer, until the others give the game up
     * @param cards for cards that have not come, until they are asked for again
     * @param close for those who have to know of the end, until the dealer closes the game all the same
     */
    public record Clocks(
            Duration turn, Duration overdue, Duration exclude, Duration dealer, Duration cards, Duration close) {
        public static final Clocks DEFAULT = new Clocks(
                Duration.ofSeconds(60),
                Duration.ofSeconds(80),
                Duration.ofSeconds(90),
                Duration.ofSeconds(120),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    public static final GamesConfig DEFAULT = new GamesConfig(false, Optional.empty(), Clocks.DEFAULT);
}
