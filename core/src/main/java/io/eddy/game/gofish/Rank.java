package io.eddy.game.gofish;

import java.util.Optional;

/** What is asked for, and what four cards of make a book. */
public enum Rank {
    ACE("A"),
    TWO("2"),
    THREE("3"),
    FOUR("4"),
    FIVE("5"),
    SIX("6"),
    SEVEN("7"),
    EIGHT("8"),
    NINE("9"),
    TEN("10"),
    JACK("J"),
    QUEEN("Q"),
    KING("K");

    /** How many ranks there are, and so how many books. */
    public static final int COUNT = values().length;

    private final String text;

    Rank(String text) {
        this.text = text;
    }

    /** The rank of this text, in either case: {@code A 2 3 4 5 6 7 8 9 10 J Q K}. */
    public static Optional<Rank> parse(String text) {
        for (Rank rank : values()) {
            if (rank.text.equalsIgnoreCase(text)) {
                return Optional.of(rank);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
