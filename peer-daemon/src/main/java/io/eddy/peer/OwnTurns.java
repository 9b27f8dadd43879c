package io.eddy.peer;

import io.eddy.Peer;
import io.eddy.PeerEvent;
import io.eddy.daemon.Screen;
import io.eddy.game.GameView;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows a person the hand and the table whenever it is that person's turn. Used on the peer's thread. */
final class OwnTurns implements Consumer<PeerEvent> {
    private final CompletableFuture<Peer> peer;
    private final Screen screen;
    private final GameWords words;

    /**
     * Turns of one peer.
     *
     * @param peer there as soon as it has started
     */
    OwnTurns(CompletableFuture<Peer> peer, Screen screen, GameWords words) {
        this.peer = peer;
        this.screen = screen;
        this.words = words;
    }

    @Override
    public void accept(PeerEvent event) {
        if (event instanceof PeerEvent.InGame told && words.isOwnTurn(told.event())) {
            CompletableFuture<@Nullable Void> unused =
                    peer.thenCompose(Peer::hand).thenAccept(this::show).exceptionally(gone -> null);
        }
    }

    private void show(GameView view) {
        screen.show(words.atOwnTurn(view));
    }
}
