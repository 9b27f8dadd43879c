package io.eddy.game;

import io.eddy.node.Reply;
import io.eddy.ring.RingId;
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

    /** The ask has its place in the order of what is said; it was made, or had come too late. */
    void onAsk(boolean made, GameView view) {
        Reply<GameView> reply = asked;
        asked = null;
        if (reply != null && made) {
            reply.done(view);
        } else if (reply != null) {
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
}
