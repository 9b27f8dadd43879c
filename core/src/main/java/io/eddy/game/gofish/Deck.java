package io.eddy.game.gofish;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The 52 cards in one order; the first is dealt first. */
public record Deck(List<Card> cards) {
    public static final int SIZE = 52;

    /** The deck as it comes from the box: what a shuffle begins with. */
    public static final Deck UNSHUFFLED = unshuffled();

    public Deck {
        cards = List.copyOf(cards);
        if (cards.size() != SIZE || new TreeSet<>(cards).size() != SIZE) {
            throw new IllegalArgumentException("a deck has each of the 52 cards once");
        }
    }

    public Card at(Slot slot) {
        return cards.get(slot.number());
    }

    private static Deck unshuffled() {
        List<Card> cards = new ArrayList<>(SIZE);
        for (Suit suit : Suit.values()) {
            for (Rank rank : Rank.values()) {
                cards.add(new Card(rank, suit));
            }
        }
        return new Deck(cards);
    }
}
