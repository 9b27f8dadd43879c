package io.eddy.game;

import io.eddy.game.gofish.AutoPlayer;
import io.eddy.game.gofish.Dealing;
import io.eddy.game.gofish.GoFishGame;
import io.eddy.game.gofish.GoFishWord;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.game.gofish.Hand;
import io.eddy.game.gofish.Move;
import io.eddy.game.gofish.Play;
import io.eddy.ring.Ring;
import java.util.Optional;

/**
 * Finds what a player has to say next. All but the asks follows from the rules; an ask is the player's, or its
 * program's when it plays by itself or when the turn is over.
 */
record NextWord(Ring ring, GoFishGame game, Dealing dealing, AutoPlayer player) {

    Optional<GoFishWord> find(boolean auto, boolean turnIsOver) {
        return dealing.due(game.isPlayOver()).or(() -> game.play().flatMap(play -> move(play, auto, turnIsOver)));
    }

    private Optional<GoFishWord> move(Play play, boolean auto, boolean turnIsOver) {
        Hand hand = Hand.of(play, ring.seat(), dealing);
        Optional<Move> due = hand.due(play);
        if (due.isPresent()) {
            // With the cards of a false deck a move may be due that all would refuse.
            return due.filter(move -> play.refusal(move).isEmpty()).map(move -> new Moved(move, false));
        }
        if (ring.isPaused() || hand.asks(play).isEmpty()) {
            return Optional.empty();
        }
        if (auto) {
            return player.next(play, hand).map(move -> new Moved(move, false));
        }
        // The next player clockwise for the lowest rank held: a rule, so that nobody plays better by not playing.
        return turnIsOver ? Optional.of(new Moved(hand.asks(play).get(0), true)) : Optional.empty();
    }
}
