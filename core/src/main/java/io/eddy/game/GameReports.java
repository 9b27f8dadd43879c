package io.eddy.game;

import io.eddy.ring.Charter;

/** Who has to know, beside the players, that a game began or ended: the registrar that gave them their seats. */
public interface GameReports {

    /** All players have taken their seats. */
    void seated(Charter charter);

    /**
     * A game has ended for this player.
     *
     * @param whenKnown run once the registrar knows it, at once if there is none
     */
    void ended(Charter charter, String reason, Runnable whenKnown);
}
