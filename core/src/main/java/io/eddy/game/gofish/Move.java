package io.eddy.game.gofish;

import io.eddy.game.gofish.Phase.Asked;
import io.eddy.game.gofish.Phase.Asking;
import io.eddy.game.gofish.Phase.Ending;
import io.eddy.game.gofish.Phase.Fished;
import io.eddy.game.gofish.Phase.Laying;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said to all at the table; everything that happens in a game follows from these, in their order. Each kind
 * knows when it may be said and what comes of it. Play them with {@link Play#refusal} and {@link Play#after}.
 */
public sealed interface Move {

    int seat();

    /** The cards that it shows to all. */
    List<Opening> openings();

    /** The rule that this breaks at this moment, as far as all can see. */
    @Nullable
    Breach breach(Play play);

    /** What comes of it, given that it breaks no rule. */
    Play on(Play play);

    /** It in words, with these names of the seats. */
    String told(IntFunction<String> names);

    /** Asks {@code from} for all its cards of a rank. */
    record Ask(int seat, int from, Rank rank) implements Move {
        @Override
        public List<Opening> openings() {
            return List.of();
        }

        @Override
        public @Nullable Breach breach(Play play) {
            if (!play.phase().equals(new Asking(seat))) {
                return Breach.NOT_YOUR_TURN;
            }
            if (!play.isSeat(from)) {
                return Breach.NO_SUCH_SEAT;
            }
            if (from == seat) {
                return Breach.OWN_SELF;
            }
            return play.table().isIn(from) ? null : Breach.PLAYER_OUT;
        }

        @Override
        public Play on(Play play) {
            return play.in(new Asked(seat, from, rank)).withBarren(play.barren());
        }

        @Override
        public String told(IntFunction<String> names) {
            return names.apply(seat) + " asks " + names.apply(from) + " for " + rank;
        }

        @Override
        public String toString() {
            return told(Integer::toString);
        }
    }

    /** Gives all cards of the rank that was asked for; none is "go fish". */
    record Answer(int seat, List<Opening> openings) implements Move {
        public Answer {
            openings = List.copyOf(openings);
        }

        @Override
        public @Nullable Breach breach(Play play) {
            if (!(play.phase() instanceof Asked ask && ask.asked() == seat)) {
                return Breach.NOT_ASKED;
            }
            if (!openings.stream().allMatch(opening -> opening.rank() == ask.rank())) {
                return Breach.WRONG_RANK;
            }
            return play.table().breach(seat, openings, play.seals());
        }

        @Override
        public Play on(Play play) {
            Asked ask = (Asked) play.phase();
            int asker = ask.seat();
            if (!openings.isEmpty()) {
                return play.with(play.table().given(seat, asker, openings)).in(new Asking(asker));
            }
            if (!play.table().stock().isEmpty()) {
                return play.drawing(
                        asker, new Fished(asker, ask.rank(), play.table().top()));
            }
            int barren = play.barren() + 1;
            return barren < play.rules().maxBarrenAsks()
                    ? play.passedBy(asker).withBarren(barren)
                    : play.over(Ending.NOTHING_MOVES);
        }

        @Override
        public String told(IntFunction<String> names) {
            return names.apply(seat) + (openings.isEmpty() ? " says go fish" : " gives " + cards(openings));
        }

        @Override
        public String toString() {
            return told(Integer::toString);
        }
    }

    /** Shows that the fished card is of the rank asked for, and goes on. */
    record Catch(int seat, Opening opening) implements Move {
        @Override
        public List<Opening> openings() {
            return List.of(opening);
        }

        @Override
        public @Nullable Breach breach(Play play) {
            if (!(play.phase() instanceof Fished fished && fished.seat() == seat)) {
                return Breach.NOTHING_FISHED;
            }
            if (!opening.slot().equals(fished.drawn()) || opening.rank() != fished.rank()) {
                return Breach.NOTHING_FISHED;
            }
            return play.table().breach(seat, openings(), play.seals());
        }

        @Override
        public Play on(Play play) {
            return play.with(play.table().shown(opening)).in(new Asking(seat));
        }

        @Override
        public String told(IntFunction<String> names) {
            return names.apply(seat) + " shows " + opening.card();
        }

        @Override
        public String toString() {
            return told(Integer::toString);
        }
    }

    /** Lays down one complete book; an empty one says that there is none to lay, where that has to be said. */
    record Lay(int seat, List<Opening> openings) implements Move {
        public Lay {
            openings = List.copyOf(openings);
        }

        @Override
        public @Nullable Breach breach(Play play) {
            if (play.phase().speaker().orElseThrow() != seat || play.phase() instanceof Asked) {
                return Breach.NOT_YOUR_TURN;
            }
            if (openings.isEmpty()) {
                boolean due =
                        !(play.phase() instanceof Asking) || play.others(seat).isEmpty();
                return due ? null : Breach.NOT_A_BOOK;
            }
            if (!isBook() || (play.phase() instanceof Fished fished && !isCompletedBy(fished))) {
                return Breach.NOT_A_BOOK;
            }
            return play.table().breach(seat, openings, play.seals());
        }

        @Override
        public Play on(Play play) {
            if (openings.isEmpty()) {
                return play.phase() instanceof Asking ? play.over(Ending.NOBODY_TO_ASK) : moved(play);
            }
            Play laid = play.with(play.table().laid(seat, openings));
            return laid.table().books() == Rank.COUNT ? laid.over(Ending.ALL_BOOKS) : moved(laid);
        }

        private Play moved(Play play) {
            if (play.phase() instanceof Laying) {
                return play.laidBy(seat);
            }
            boolean goesOn = play.phase() instanceof Asking
                    || (!openings.isEmpty() && play.rules().fishedBookContinues());
            return goesOn ? play.continuedBy(seat) : play.passedBy(seat);
        }

        private boolean isBook() {
            return openings.size() == Rules.BOOK_SIZE
                    && openings.stream().map(Opening::card).distinct().count() == Rules.BOOK_SIZE
                    && openings.stream().map(Opening::rank).distinct().count() == 1;
        }

        /** A caught card is shown first; and a book without the fished card should have been down long ago. */
        private boolean isCompletedBy(Fished fished) {
            return openings.get(0).rank() != fished.rank()
                    && openings.stream().anyMatch(opening -> opening.slot().equals(fished.drawn()));
        }

        @Override
        public String told(IntFunction<String> names) {
            return names.apply(seat) + (openings.isEmpty() ? " lays nothing" : " lays " + cards(openings));
        }

        @Override
        public String toString() {
            return told(Integer::toString);
        }
    }

    /** Leaves the game for good; said of a seat that is not there any more, so not by it. */
    record Leave(int seat) implements Move {
        @Override
        public List<Opening> openings() {
            return List.of();
        }

        @Override
        public @Nullable Breach breach(Play play) {
            return play.table().seat(seat).hasLeft() ? Breach.GONE : null;
        }

        @Override
        public Play on(Play play) {
            Play left = play.with(play.table().left(seat));
            if (left.table().present() == 1) {
                return left.over(Ending.DESERTED);
            }
            Phase phase = play.phase();
            if (phase instanceof Asked ask && ask.asked() == seat) {
                return left.in(new Asking(ask.seat()));
            }
            if (phase instanceof Laying laying) {
                return laying.seat() == seat ? left.laidBy(seat) : left.in(phase);
            }
            return phase.turn().orElseThrow() == seat ? left.passedBy(seat) : left.in(phase);
        }

        @Override
        public String told(IntFunction<String> names) {
            return names.apply(seat) + " leaves";
        }

        @Override
        public String toString() {
            return told(Integer::toString);
        }
    }

    private static String cards(List<Opening> openings) {
        return openings.stream().map(opening -> opening.card().toString()).collect(Collectors.joining(" "));
    }
}
