package io.eddy.game.gofish;

import io.eddy.wire.Codec;
import java.util.Comparator;
import java.util.Optional;

/** One of the 52 cards, as text its rank and the letter of its suit: {@code AS}, {@code 10H}, {@code QC}. */
public record Card(Rank rank, Suit suit) implements Comparable<Card> {
    public static final Codec<Card> CODEC = Codec.record(
            Codec.field(Codec.enumeration(Rank.class), Card::rank),
            Codec.field(Codec.enumeration(Suit.class), Card::suit),
            Card::new);

    private static final Comparator<Card> ORDER =
            Comparator.comparing(Card::rank).thenComparing(Card::suit);

    /** The card of this text, in either case. */
    public static Optional<Card> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int last = text.length() - 1;
        return Rank.parse(text.substring(0, last))
                .flatMap(rank -> Suit.parse(text.charAt(last)).map(suit -> new Card(rank, suit)));
    }

    @Override
    public int compareTo(Card other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return rank.toString() + suit;
    }
}
