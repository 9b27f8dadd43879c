package io.eddy.game;

import io.eddy.game.gofish.Breach;
import io.eddy.game.gofish.Hand;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Phase.Laying;
import io.eddy.game.gofish.Play;
import io.eddy.ring.Charter;
import java.util.Optional;

/** Whether a player may ask at this moment, and the sentence that says why not. */
record AskCheck(Charter charter, Play play, Hand hand) {

    Optional<String> complaint(Ask ask) {
        Breach breach = hand.refusal(play, ask).orElse(null);
        if (breach == Breach.NOT_YOUR_TURN) {
            return Optional.of(notYourTurn());
        }
        if (breach != Breach.GAME_OVER && hand.coming() > 0) {
            return Optional.of("your cards have not all come yet");
        }
        return Optional.ofNullable(breach).map(Breach::rule);
    }

    private String notYourTurn() {
        if (play.phase() instanceof Laying) {
            return "the dealt hands are being looked through for books";
        }
        int turn = play.phase().turn().orElseThrow();
        int speaker = play.phase().speaker().orElseThrow();
        return turn == hand.seat()
                ? "what you asked for is not answered yet by " + name(speaker)
                : "it is not your turn; it is " + name(turn) + "'s";
    }

    private String name(int seat) {
        return charter.member(seat).name();
    }
}
