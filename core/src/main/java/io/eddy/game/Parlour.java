package io.eddy.game;

import io.eddy.game.gofish.Dealing;
import io.eddy.game.gofish.Signing;
import io.eddy.node.Host;
import io.eddy.node.PublicKey;
import java.util.function.Consumer;

/** What all games of one peer share. */
final class Parlour implements Signing {
    final Host<GameMessage, GameTimer> host;
    final GamesConfig config;
    final GameReports reports;
    final Consumer<GameEvent> events;
    final Dealing.Source cards;

    /** Whether this peer's program makes all of its moves. */
    boolean auto;

    Parlour(
            Host<GameMessage, GameTimer> host,
            GamesConfig config,
            GameReports reports,
            Consumer<GameEvent> events,
            Dealing.Source cards) {
        this.host = host;
        this.config = config;
        this.reports = reports;
        this.events = events;
        this.cards = cards;
        this.auto = config.auto();
    }

    @Override
    public PublicKey key() {
        return host.key();
    }

    @Override
    public byte[] sign(byte[] message) {
        return host.sign(message);
    }

    @Override
    public boolean verify(PublicKey signer, byte[] message, byte[] signature) {
        return host.verify(signer, message, signature);
    }
}
