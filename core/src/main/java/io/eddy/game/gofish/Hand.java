package io.eddy.game.gofish;

import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Catch;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.game.gofish.Phase.Asked;
import io.eddy.game.gofish.Phase.Asking;
import io.eddy.game.gofish.Phase.Fished;
import io.eddy.game.gofish.Phase.Laying;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One seat's cards as their owner sees them, and what the rules demand of who holds them.
 *
 * @param cards by rank and suit
 * @param coming cards that are in the hand, but whose faces the owner was not told yet
 */
public record Hand(int seat, List<Opening> cards, int coming) {

    public Hand {
        cards = List.copyOf(cards);
    }

    /** This seat's hand at this moment, with the faces that are known of it. */
    public static Hand of(Play play, int seat, Faces faces) {
        List<Opening> cards = new ArrayList<>();
        int coming = 0;
        for (Slot slot : play.table().hand(seat)) {
            Opening shown = play.table().open().get(slot);
            @Nullable Opening opening = shown == null ? faces.of(slot) : shown;
            if (opening == null) {
                coming++;
            } else {
                cards.add(opening);
            }
        }
        cards.sort(Comparator.comparing(Opening::card).thenComparing(Opening::slot));
        return new Hand(seat, cards, coming);
    }

    public List<Opening> of(Rank rank) {
        return cards.stream().filter(opening -> opening.rank() == rank).toList();
    }

    /** The ranks held, lowest first. */
    public List<Rank> ranks() {
        return cards.stream().map(Opening::rank).distinct().toList();
    }

    /** A complete book, if there is one. */
    public Optional<List<Opening>> book() {
        return ranks().stream().map(this::of).filter(Hand::isBook).findFirst();
    }

    /** The move that the rules leave no choice about, if it is this seat that is to speak and its cards are there. */
    public Optional<Move> due(Play play) {
        Phase phase = play.phase();
        if (coming > 0 || phase.speaker().orElse(-1) != seat) {
            return Optional.empty();
        }
        if (phase instanceof Asked asked) {
            return Optional.of(new Answer(seat, of(asked.rank())));
        }
        if (phase instanceof Fished fished) {
            Optional<Move> caught = of(fished.rank()).stream()
                    .filter(opening -> opening.slot().equals(fished.drawn()))
                    .findFirst()
                    .map(opening -> new Catch(seat, opening));
            return caught.or(this::lay);
        }
        if (phase instanceof Laying || book().isPresent() || play.others(seat).isEmpty()) {
            return lay();
        }
        return Optional.empty();
    }

    /** Everything that this seat may ask at this moment; nothing when it is not to ask. */
    public List<Ask> asks(Play play) {
        if (coming > 0 || !play.phase().equals(new Asking(seat)) || book().isPresent()) {
            return List.of();
        }
        List<Rank> ranks = ranks();
        return play.others(seat).stream()
                .flatMap(other -> ranks.stream().map(rank -> new Ask(seat, other, rank)))
                .toList();
    }

    /** The rule that an ask of this seat breaks, also as far as only its owner can see. */
    public Optional<Breach> refusal(Play play, Ask ask) {
        return play.refusal(ask).or(() -> ownRefusal(ask));
    }

    private Optional<Breach> ownRefusal(Ask ask) {
        if (of(ask.rank()).isEmpty()) {
            return Optional.of(Breach.RANK_NOT_HELD);
        }
        return book().isPresent() ? Optional.of(Breach.BOOK_FIRST) : Optional.empty();
    }

    private Optional<Move> lay() {
        return Optional.of(new Lay(seat, book().orElse(List.of())));
    }

    private static boolean isBook(List<Opening> cards) {
        // A cheating dealer's deck may hold a card twice.
        return cards.size() == Rules.BOOK_SIZE
                && cards.stream().map(Opening::card).distinct().count() == Rules.BOOK_SIZE;
    }

    @Override
    public String toString() {
        Stream<String> known = cards.stream().map(opening -> opening.card().toString());
        return String.join(
                " ",
                Stream.concat(known, Stream.generate(() -> "?").limit(coming)).toList());
    }
}
