package io.eddy.game;

import io.eddy.node.PeerId;
import io.eddy.ring.Charter;
import io.eddy.ring.RingId;

/**
 * Who has to know, beside the players: the registrar that gave them their seats, that a game began or ended; who makes
 * sessions, that a player is to be asked for its seat.
 */
public interface GameReports {

    /** All players have taken their seats. */
    void seated(Charter charter);

    /**
     * A game has ended for this player.
     *
     * @param whenKnown run once the registrar knows it, at once if there is none
     */
    void ended(Charter charter, String reason, Runnable whenKnown);

    /** A session with this player is needed, or no longer, to ask for its seat in a game. */
    void wanted(PeerId player, RingId game, boolean wanted);
}
