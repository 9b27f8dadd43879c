package io.eddy.game.gofish;

import io.eddy.game.gofish.Phase.Asking;
import io.eddy.game.gofish.Phase.Ending;
import io.eddy.game.gofish.Phase.Laying;
import io.eddy.game.gofish.Phase.Over;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A game at one moment, as everyone sees it: the same value for each player, a dealer who knows every card, and who
 * replays it later, since it follows from the moves alone. Seats are 0 and on, clockwise, the dealer first.
 *
 * <p>Cards that it says were drawn are slots; their faces come to their owner in another way (see {@link Hand}).
 *
 * @param barren asks in a row, up to here, that moved no card
 * @param drawn the card that the last move made somebody draw
 */
public record Play(
        Rules rules,
        Seals seals,
        Table table,
        Phase phase,
        int barren,
        @Nullable Draw drawn) {

    /** The top of the stock, gone into a hand. There is at most one in a move. */
    public record Draw(int seat, Slot slot) {}

    /** The game with the cards dealt, and nothing said. */
    public static Play dealt(Rules rules, Seals seals) {
        return new Play(rules, seals, Table.dealt(rules), new Laying(rules.clockwise(FairShuffle.DEALER)), 0, null);
    }

    /** The rule that this move breaks, as far as all can see; only who knows the hands can see the rest. */
    public Optional<Breach> refusal(Move move) {
        if (phase instanceof Over) {
            return Optional.of(Breach.GAME_OVER);
        }
        return Optional.ofNullable(isSeat(move.seat()) ? move.breach(this) : Breach.NO_SUCH_SEAT);
    }

    /** The game after a move that nobody has to refuse. */
    public Play after(Move move) {
        refusal(move).ifPresent(breach -> {
            throw new IllegalArgumentException(move + " at " + phase + ": " + breach.rule());
        });
        return move.on(this);
    }

    public boolean isOver() {
        return phase instanceof Over;
    }

    /** Whether this is what its owner may be told of a card in this seat's hand. */
    public boolean deals(int seat, Opening opening) {
        return table.hand(seat).contains(opening.slot()) && seals.fit(opening);
    }

    /** Whom this seat could ask. */
    public List<Integer> others(int seat) {
        return IntStream.iterate(rules.clockwise(seat), other -> other != seat, rules::clockwise)
                .filter(table::isIn)
                .boxed()
                .toList();
    }

    /** Those with most books among who stayed; nobody before the game is over. */
    public List<Integer> winners() {
        if (!isOver()) {
            return List.of();
        }
        int most = stayed().map(this::booksOf).max().orElse(0);
        return stayed().filter(seat -> booksOf(seat) == most).boxed().toList();
    }

    boolean isSeat(int seat) {
        return seat >= 0 && seat < rules.players();
    }

    Play in(Phase next) {
        return new Play(rules, seals, table, next, 0, null);
    }

    Play with(Table next) {
        return new Play(rules, seals, next, phase, barren, drawn);
    }

    Play over(Ending ending) {
        return in(new Over(ending));
    }

    Play withBarren(int asks) {
        return new Play(rules, seals, table, phase, asks, drawn);
    }

    Play drawing(int seat, Phase next) {
        return new Play(rules, seals, table.drawn(seat), next, 0, new Draw(seat, table.top()));
    }

    /** The next dealt hand to be looked through; after the dealer's, the first turn. */
    Play laidBy(int seat) {
        for (int next = seat; next != FairShuffle.DEALER; ) {
            next = rules.clockwise(next);
            if (!table.seat(next).hasLeft()) {
                return in(new Laying(next));
            }
        }
        return passedBy(FairShuffle.DEALER);
    }

    /** The turn goes on; a hand that is empty draws one card, or is out. */
    Play continuedBy(int seat) {
        if (!table.hand(seat).isEmpty()) {
            return in(new Asking(seat));
        }
        return table.stock().isEmpty() ? passedBy(seat) : drawing(seat, new Asking(seat));
    }

    /** The turn passes to the left, to the next who is in. */
    Play passedBy(int seat) {
        int next = rules.clockwise(seat);
        while (!table.isIn(next)) {
            if (next == seat) {
                throw new IllegalStateException("cards remain, but nobody holds any: " + table);
            }
            next = rules.clockwise(next);
        }
        return continuedBy(next);
    }

    private IntStream stayed() {
        return IntStream.range(0, rules.players())
                .filter(seat -> !table.seat(seat).hasLeft());
    }

    private int booksOf(int seat) {
        return table.seat(seat).books().size();
    }
}
