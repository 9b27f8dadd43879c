package io.eddy.game;

import io.eddy.game.GameTimer.CardsOverdue;
import io.eddy.game.GameTimer.CloseOverdue;
import io.eddy.game.GameTimer.TurnOver;
import io.eddy.game.GameTimer.WordOverdue;
import io.eddy.game.GamesConfig.Clocks;
import io.eddy.node.Host;
import io.eddy.node.Timestamp;
import io.eddy.ring.RingId;
import java.time.Duration;

/** The clocks of one game: of this player's turn, and of the word that the game waits for. */
final class GameClocks {
    /** After so long an unheeded wish to leave somebody out is repeated; a guess. */
    private static final Duration REPEAT = Duration.ofSeconds(10);

    private final Host<GameMessage, GameTimer> host;
    private final Clocks limits;
    private final RingId game;
    private final Stopwatch turn = new Stopwatch();
    private final Stopwatch word = new Stopwatch();
    private long progress = -1;
    private boolean returned;
    private boolean askDue;
    private boolean cardsDue;

    GameClocks(Host<GameMessage, GameTimer> host, Clocks limits, RingId game) {
        this.host = host;
        this.limits = limits;
        this.game = game;
    }

    /** The game has come so far; a word that it waited for starts the wait for the next. */
    void onProgress(long to) {
        if (progress != to) {
            progress = to;
            returned = false;
            word.restart(host.now());
        }
    }

    /** Whoever is to speak was away and is back: it has the whole time again, once for each word. */
    void onReturn() {
        if (!returned) {
            returned = true;
            word.restart(host.now());
        }
    }

    /** Whether this player is to ask. */
    void onAskDue(boolean due) {
        if (due && !askDue) {
            turn.restart(host.now());
        }
        askDue = due;
    }

    boolean isAskDue() {
        return askDue;
    }

    /** Lets the clocks run or holds them, and waits for what they show next. */
    void run(boolean runs, Duration wordLimit) {
        Timestamp now = host.now();
        word.run(runs, now);
        turn.run(runs, now);
        Duration untilOverdue = word.left(wordLimit, now);
        arm(new WordOverdue(game), runs, untilOverdue.isZero() ? REPEAT : untilOverdue);
        arm(new TurnOver(game), runs && askDue && !isTurnOver(), turn.left(limits.turn(), now));
    }

    boolean isTurnOver() {
        return askDue && turn.elapsed(host.now()).compareTo(limits.turn()) >= 0;
    }

    /** Whether the game has waited for a word for this long. */
    boolean hasWaited(Duration limit) {
        return word.elapsed(host.now()).compareTo(limit) >= 0;
    }

    /** Whether cards have not come: they are asked for every now and then. */
    void onCardsDue(boolean due) {
        if (due != cardsDue) {
            cardsDue = due;
            arm(new CardsOverdue(game), due, limits.cards());
        }
    }

    /** The cards were asked for. */
    void onCardsAsked() {
        cardsDue = true;
        arm(new CardsOverdue(game), true, limits.cards());
    }

    void onClosing() {
        arm(new CloseOverdue(game), true, limits.close());
    }

    void stop() {
        arm(new TurnOver(game), false, Duration.ZERO);
        arm(new WordOverdue(game), false, Duration.ZERO);
        arm(new CardsOverdue(game), false, Duration.ZERO);
        arm(new CloseOverdue(game), false, Duration.ZERO);
    }

    private void arm(GameTimer timer, boolean wanted, Duration delay) {
        if (wanted) {
            host.arm(timer, delay);
        } else {
            host.disarm(timer);
        }
    }
}
