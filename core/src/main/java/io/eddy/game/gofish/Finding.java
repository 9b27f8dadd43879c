package io.eddy.game.gofish;

/** A cheat that is proven: whose, what kind, and how it went in one sentence without its subject. */
public record Finding(int seat, Cheat cheat, String account) {

    /** The ways to cheat. */
    public enum Cheat {
        /** The secret that a seat revealed is not the one that it committed to. */
        SECRET,
        /** The dealer sealed another deck than the one that was shuffled. */
        DECK,
        /** The dealer told a seat another face than the sealed one. */
        WRONG_CARD,
        /** The dealer told a seat a card that it was not dealt and did not draw. */
        WRONG_DRAW,
        /** A seat gave, showed or laid a card with a face that is not its own. */
        SWAPPED_CARD,
        /** A seat asked for a rank of which it held nothing. */
        ILLEGAL_ASK,
        /** A seat said "go fish" with the rank in its hand. */
        FALSE_GO_FISH,
        /** A seat gave some of the cards that it was asked for, and kept others. */
        HELD_BACK,
        /** A seat fished the rank that it had asked for and did not show it. */
        HIDDEN_CATCH,
        /** A seat went on with a complete book in its hand. */
        HIDDEN_BOOK
    }
}
