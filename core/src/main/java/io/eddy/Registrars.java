package io.eddy;

import io.eddy.directory.Reach;
import io.eddy.game.GameReports;
import io.eddy.node.PeerId;
import io.eddy.registry.RegistryClient;
import io.eddy.ring.Charter;
import io.eddy.ring.RingId;

/**
 * Tells the managers that gave seats in games who has taken them, and when the games have ended; where there is none,
 * has sessions made with those who are to be asked.
 */
record Registrars(RegistryClient registry, Reach reach) implements GameReports {

    @Override
    public void seated(Charter charter) {
        charter.registrar().ifPresent(manager -> registry.seated(manager, charter.ring()));
    }

    @Override
    public void ended(Charter charter, String reason, Runnable whenKnown) {
        charter.registrar()
                .ifPresentOrElse(manager -> registry.ended(manager, charter.ring(), reason, whenKnown), whenKnown);
    }

    @Override
    public void wanted(PeerId player, RingId game, boolean wanted) {
        reach.onWanted(player, game, wanted);
    }
}
