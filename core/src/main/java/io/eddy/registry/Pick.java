package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.ring.RingId;
import java.util.List;

/**
 * What a manager gave to a peer that asked for a game.
 *
 * @param registrar the manager, which is to know who has taken a seat and when the game has ended
 * @param players the peer itself first
 */
public record Pick(RingId game, PeerId registrar, List<Player> players) {
    public Pick {
        players = List.copyOf(players);
    }
}
