package io.eddy.game.gofish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where each card lies, as everyone sees it: in a hand, in the stock or in a book, face down or open.
 *
 * @param stock the top first
 * @param open the faces that all have seen; they stay known wherever the card goes
 */
public record Table(List<Seat> seats, List<Slot> stock, SortedMap<Slot, Opening> open) {

    /**
     * One player's place.
     *
     * @param hand in the order in which the cards came
     */
    public record Seat(List<Slot> hand, List<Rank> books, boolean hasLeft) {
        public Seat {
            hand = List.copyOf(hand);
            books = List.copyOf(books);
        }

        private Seat with(List<Slot> more) {
            return new Seat(joined(hand, more), books, hasLeft);
        }

        private Seat without(List<Slot> gone) {
            return new Seat(hand.stream().filter(slot -> !gone.contains(slot)).toList(), books, hasLeft);
        }
    }

    public Table {
        seats = List.copyOf(seats);
        stock = List.copyOf(stock);
        open = Collections.unmodifiableSortedMap(open);
    }

    static Table dealt(Rules rules) {
        int players = rules.players();
        int dealt = players * rules.cardsEach();
        List<Seat> seats = IntStream.range(0, players)
                // The dealer, seat 0, is dealt the last card of each round.
                .map(seat -> (seat + players - 1) % players)
                .mapToObj(first -> IntStream.iterate(first, slot -> slot < dealt, slot -> slot + players)
                        .mapToObj(Slot.ALL::get)
                        .toList())
                .map(hand -> new Seat(hand, List.of(), false))
                .toList();
        return new Table(seats, Slot.ALL.subList(dealt, Deck.SIZE), new TreeMap<>());
    }

    public Seat seat(int number) {
        return seats.get(number);
    }

    public List<Slot> hand(int seat) {
        return seats.get(seat).hand();
    }

    /** Whether this seat can be asked: it has not left, and has cards or will have. */
    public boolean isIn(int seat) {
        Seat place = seats.get(seat);
        return !place.hasLeft() && !(place.hand().isEmpty() && stock.isEmpty());
    }

    public int books() {
        return seats.stream().mapToInt(seat -> seat.books().size()).sum();
    }

    int present() {
        return (int) seats.stream().filter(seat -> !seat.hasLeft()).count();
    }

    Slot top() {
        return stock.get(0);
    }

    /** Moves the top of the stock into a hand. */
    Table drawn(int seat) {
        return new Table(replaced(seat, seats.get(seat).with(List.of(top()))), stock.subList(1, stock.size()), open);
    }

    Table given(int from, int to, List<Opening> cards) {
        List<Slot> slots = slots(cards);
        List<Seat> after = new ArrayList<>(seats);
        after.set(from, seats.get(from).without(slots));
        after.set(to, seats.get(to).with(slots));
        return new Table(after, stock, opened(cards));
    }

    Table shown(Opening card) {
        return new Table(seats, stock, opened(List.of(card)));
    }

    Table laid(int seat, List<Opening> book) {
        Seat place = seats.get(seat);
        List<Rank> books = joined(place.books(), List.of(book.get(0).rank()));
        Seat after = new Seat(place.without(slots(book)).hand(), books, false);
        return new Table(replaced(seat, after), stock, opened(book));
    }

    /** Moves a leaver's hand under the stock. */
    Table left(int seat) {
        Seat place = seats.get(seat);
        return new Table(replaced(seat, new Seat(List.of(), place.books(), true)), joined(stock, place.hand()), open);
    }

    /** The rule that opening these cards out of this hand breaks, as far as all can see. */
    @Nullable
    Breach breach(int seat, List<Opening> cards, Seals seals) {
        List<Slot> slots = slots(cards);
        if (slots.stream().distinct().count() != slots.size() || !hand(seat).containsAll(slots)) {
            return Breach.NOT_YOUR_CARD;
        }
        return cards.stream().allMatch(seals::fit) ? null : Breach.TRUE_FACE;
    }

    private SortedMap<Slot, Opening> opened(List<Opening> cards) {
        SortedMap<Slot, Opening> after = new TreeMap<>(open);
        cards.forEach(card -> after.put(card.slot(), card));
        return after;
    }

    private List<Seat> replaced(int seat, Seat place) {
        List<Seat> after = new ArrayList<>(seats);
        after.set(seat, place);
        return after;
    }

    private static List<Slot> slots(List<Opening> cards) {
        return cards.stream().map(Opening::slot).toList();
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
