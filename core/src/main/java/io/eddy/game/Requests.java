package io.eddy.game;

import io.eddy.game.gofish.GoFishWire;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.node.Reply;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a player has asked its program for in a game, and waits for. */
final class Requests {
    private @Nullable Reply<GameView> asked;
    private @Nullable Reply<RingId> ending;

    void ask(Reply<GameView> reply) {
        asked = reply;
    }

    void end(Reply<RingId> reply) {
        ending = reply;
    }

    boolean isEnding() {
        return ending != null;
    }

    /** A word of the player has its place in the order of what is said; it was a move that was made, or was not. */
    void onWord(Bytes words, boolean made, Supplier<GameView> view) {
        Reply<GameView> reply = asked;
        if (reply == null || !isAsk(words)) {
            return;
        }
        asked = null;
        if (made) {
            reply.done(view.get());
        } else {
            reply.rejected("the game had moved on before your word came");
        }
    }

    /** The game is over. */
    void onOver(RingId game) {
        Reply<GameView> ask = asked;
        Reply<RingId> end = ending;
        asked = null;
        ending = null;
        if (ask != null) {
            ask.rejected("the game has ended");
        }
        if (end != null) {
            end.done(game);
        }
    }

    private static boolean isAsk(Bytes words) {
        return GoFishWire.decode(words)
                .filter(word -> word instanceof Moved moved && moved.move() instanceof Ask)
                .isPresent();
    }
}
