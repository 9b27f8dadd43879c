package io.eddy.game.gofish;

import java.util.Optional;

/** One of the four suits; they distinguish cards and nothing else in this game. */
public enum Suit {
    SPADES('S', '♠'),
    HEARTS('H', '♥'),
    DIAMONDS('D', '♦'),
    CLUBS('C', '♣');

    private final char letter;
    private final char symbol;

    Suit(char letter, char symbol) {
        this.letter = letter;
        this.symbol = symbol;
    }

    public char symbol() {
        return symbol;
    }

    static Optional<Suit> parse(char letter) {
        for (Suit suit : values()) {
            if (suit.letter == Character.toUpperCase(letter)) {
                return Optional.of(suit);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return String.valueOf(letter);
    }
}
