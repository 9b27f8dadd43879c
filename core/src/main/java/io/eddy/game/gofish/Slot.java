package io.eddy.game.gofish;

import io.eddy.wire.Codec;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.WireReader;
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

    public static final Codec<Slot> CODEC = Codec.of((out, slot) -> out.u8(slot.number), Slot::read);

    public Slot {
        if (number < 0 || number >= Deck.SIZE) {
            throw new IllegalArgumentException("no card has the place " + number);
        }
    }

    private static Slot read(WireReader in) {
        int number = in.u8();
        if (number >= Deck.SIZE) {
            throw new MalformedFrame("no card has the place " + number);
        }
        return ALL.get(number);
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
