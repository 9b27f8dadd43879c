package io.eddy;

import io.eddy.ring.RingId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running game.
 *
 * @param players clockwise, the dealer first
 * @param turn whose turn it is; nobody's, or not known to who does not play in it
 * @param books of each player; not known to who does not play in it
 */
public record KnownGame(
        RingId game, String kind, List<String> players, Optional<String> turn, Optional<Map<String, Integer>> books) {
    public KnownGame {
        players = List.copyOf(players);
    }
}
