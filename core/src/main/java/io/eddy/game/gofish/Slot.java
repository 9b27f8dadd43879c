package io.eddy.game.gofish;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A card by its place in the shuffled deck, from 0: the name that all have for it while it lies face down.
 *
 * <p>It keeps this name wherever it goes, so that all can follow every card through every hand without seeing it.
 */
public record Slot(int number) implements Comparable<Slot> {
    /** All of them, in the order of the deck. */
    public static final List<Slot> ALL =
            IntStream.range(0, Deck.SIZE).mapToObj(Slot::new).toList();

    public Slot {
        if (number < 0 || number >= Deck.SIZE) {
            throw new IllegalArgumentException("no card has the place " + number);
        }
    }

    @Override
    public int compareTo(Slot other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "#" + number;
    }
}
