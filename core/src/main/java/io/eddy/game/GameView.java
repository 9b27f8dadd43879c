package io.eddy.game;

import io.eddy.game.gofish.Card;
import io.eddy.game.gofish.Rank;
import io.eddy.ring.RingId;
import java.util.List;
import java.util.Optional;

/**
 * A game as one of its players sees it.
 *
 * @param places clockwise, the dealer first
 * @param turn whose turn it is; nobody's before the deal
 * @param hand one's own, by rank and suit
 * @param state how far it is, for a person
 */
public record GameView(
        RingId game, String kind, List<Place> places, Optional<String> turn, List<Card> hand, State state) {

    /** One player's place at the table. */
    public record Place(String name, int cards, List<Rank> books, boolean hasLeft, boolean isAway) {}

    /** What lies in the middle, and whether the game goes on. */
    public record State(int stock, boolean dealt, boolean paused) {}
}
