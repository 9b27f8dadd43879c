package io.eddy;

import io.eddy.game.GameReports;
import io.eddy.registry.RegistryClient;
import io.eddy.ring.Charter;

/** Tells the managers that gave seats in games who has taken them, and when the games have ended. */
record Registrars(RegistryClient registry) implements GameReports {

    @Override
    public void seated(Charter charter) {
        charter.registrar().ifPresent(manager -> registry.seated(manager, charter.ring()));
    }

    @Override
    public void ended(Charter charter, String reason, Runnable whenKnown) {
        charter.registrar()
                .ifPresentOrElse(manager -> registry.ended(manager, charter.ring(), reason, whenKnown), whenKnown);
    }
}
