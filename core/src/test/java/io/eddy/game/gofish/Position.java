package io.eddy.game.gofish;

import io.eddy.game.gofish.Table.Seat;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** A table laid out by a test. Each card's slot is its place in an unshuffled deck, and its seal is known to all. */
final class Position {
    private static final Seals SEALS = opening -> opening.equals(face(opening.slot()));

    private final Rules rules;
    private final List<Seat> seats = new ArrayList<>();
    private List<Slot> stock = List.of();

    Position(Rules rules) {
        this.rules = rules;
    }

    /** The next seat's hand, and the books before it: {@code "AS 10H", "K Q"}. */
    Position seat(String hand, String books) {
        List<Rank> laid = words(books).stream()
                .map(text -> Rank.parse(text).orElseThrow())
                .toList();
        seats.add(new Seat(slots(hand), laid, false));
        return this;
    }

    Position stock(String cards) {
        stock = slots(cards);
        return this;
    }

    Play at(Phase phase) {
        return new Play(rules, SEALS, new Table(seats, stock, new TreeMap<>()), phase, 0, null);
    }

    static List<Opening> cards(String cards) {
        return slots(cards).stream().map(Position::face).toList();
    }

    static Opening card(String card) {
        return cards(card).get(0);
    }

    static Hand hand(Play play, int seat) {
        return Hand.of(play, seat, Position::face);
    }

    private static Opening face(Slot slot) {
        return new Opening(slot, Deck.UNSHUFFLED.at(slot), Bytes.EMPTY);
    }

    private static List<Slot> slots(String cards) {
        return words(cards).stream()
                .map(text -> Card.parse(text).orElseThrow())
                .map(card -> Slot.ALL.get(Deck.UNSHUFFLED.cards().indexOf(card)))
                .toList();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.split(" ", -1));
    }
}
