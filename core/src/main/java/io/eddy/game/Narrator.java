package io.eddy.game;

import io.eddy.game.GameEvent.Book;
import io.eddy.game.GameEvent.Left;
import io.eddy.game.GameEvent.Moved;
import io.eddy.game.GameEvent.Turn;
import io.eddy.game.gofish.Card;
import io.eddy.game.gofish.GoFishGame.Step;
import io.eddy.game.gofish.Hand;
import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Catch;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.game.gofish.Move.Leave;
import io.eddy.game.gofish.Opening;
import io.eddy.game.gofish.Phase.Asking;
import io.eddy.game.gofish.Phase.Fished;
import io.eddy.game.gofish.Phase.Laying;
import io.eddy.game.gofish.Play;
import io.eddy.ring.RingId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells a player what happens at the table, in the words of a person: one move for an ask, its answer and the fishing.
 *
 * <p>The hand as it was dealt is told before any book is.
 */
final class Narrator {
    private final RingId game;
    private final IntFunction<String> names;
    private final Consumer<GameEvent> events;
    private final List<GameEvent> held = new ArrayList<>();
    private @Nullable Ask ask;
    private @Nullable List<Card> shown;
    private boolean overdue;
    private boolean turnTold;
    private int turnOf = -1;

    /** Tells of one game; {@code events} decides whether what it hears is news. */
    Narrator(RingId game, IntFunction<String> names, Consumer<GameEvent> events) {
        this.game = game;
        this.names = names;
        this.events = events;
    }

    void onStep(Step step) {
        if (step.move() instanceof Ask said) {
            ask = said;
            overdue = step.overdue();
            turnTold = false;
        } else if (step.move() instanceof Answer answer) {
            if (!(step.after().phase() instanceof Fished)) {
                tellMoved(answer.openings().size(), false, false);
            }
        } else if (step.move() instanceof Catch) {
            tellMoved(0, true, true);
        } else if (step.move() instanceof Lay lay) {
            onLay(step.before(), lay);
        } else if (step.move() instanceof Leave leave) {
            if (step.before().phase() instanceof Fished fished && fished.seat() == leave.seat()) {
                tellMoved(0, true, false);
            }
            tell(new Left(game, names.apply(leave.seat())));
        }
    }

    /** Tells the player's own hand and whose turn it is, if they are others than they were told. */
    void onTable(Play play, Hand hand) {
        if (shown != null || !(play.phase() instanceof Laying)) {
            flush();
        }
        List<Card> cards = hand.cards().stream().map(Opening::card).toList();
        boolean fishing = play.phase() instanceof Fished fished && fished.seat() == hand.seat();
        if (hand.coming() == 0 && !fishing && !cards.equals(shown)) {
            shown = cards;
            events.accept(new GameEvent.Hand(game, cards));
            flush();
        }
        if (play.phase() instanceof Asking asking && isNews(play, asking.seat(), hand)) {
            turnTold = true;
            turnOf = asking.seat();
            tell(new Turn(game, names.apply(asking.seat())));
        }
    }

    /** After a return to the game: the hand and the turn are news again, and nothing else is. */
    void forget() {
        held.clear();
        shown = null;
        turnTold = false;
    }

    void flush() {
        held.forEach(events);
        held.clear();
    }

    private boolean isNews(Play play, int seat, Hand hand) {
        boolean another = shown != null && (!turnTold || turnOf != seat);
        boolean free =
                seat != hand.seat() || (hand.coming() == 0 && hand.due(play).isEmpty());
        return another && free;
    }

    private void onLay(Play before, Lay lay) {
        if (before.phase() instanceof Fished) {
            tellMoved(0, true, false);
        }
        if (!lay.openings().isEmpty()) {
            Book book = new Book(
                    game, names.apply(lay.seat()), lay.openings().get(0).rank());
            if (shown == null && before.phase() instanceof Laying) {
                held.add(book);
            } else {
                tell(book);
            }
        }
    }

    private void tellMoved(int got, boolean fished, boolean lucky) {
        Ask said = ask;
        if (said != null) {
            tell(new Moved(
                    game,
                    names.apply(said.seat()),
                    names.apply(said.from()),
                    said.rank(),
                    new Moved.Outcome(got, fished, lucky, overdue)));
            ask = null;
        }
    }

    private void tell(GameEvent event) {
        flush();
        events.accept(event);
    }
}
