package io.eddy.game.gofish;

import java.util.OptionalInt;

/**
 * Whose word a game waits for, and what about. There is always exactly one seat that is to speak, until it is over.
 *
 * <pre>
 *   Laying ──each seat──▶ Asking ◀──────────────┬──────────────┐
 *                           │ Ask               │ cards        │ Catch
 *                           ▼                   │              │
 *                         Asked ────Answer──────┤              │
 *                                               │ go fish ▶ Fished ──Lay──▶ Asking, of the next seat
 *   any ── 13 books, one player left, nothing moves ──▶ Over
 * </pre>
 */
public sealed interface Phase {

    /** The seat that is to speak. */
    OptionalInt speaker();

    /** The seat whose turn it is, which is not always to speak. */
    default OptionalInt turn() {
        return speaker();
    }

    /** When the cards are dealt and this seat is to lay down the books in its hand. */
    record Laying(int seat) implements Phase {
        @Override
        public OptionalInt speaker() {
            return OptionalInt.of(seat);
        }

        @Override
        public OptionalInt turn() {
            return OptionalInt.empty();
        }
    }

    /** When this seat is to lay down the book it has completed, or to ask. */
    record Asking(int seat) implements Phase {
        @Override
        public OptionalInt speaker() {
            return OptionalInt.of(seat);
        }
    }

    /** When {@code seat} has asked, and the one it asked is to answer. */
    record Asked(int seat, int asked, Rank rank) implements Phase {
        @Override
        public OptionalInt speaker() {
            return OptionalInt.of(asked);
        }

        @Override
        public OptionalInt turn() {
            return OptionalInt.of(seat);
        }
    }

    /** When this seat was told to go fish for a rank and drew this card: it shows it, or says that it need not. */
    record Fished(int seat, Rank rank, Slot drawn) implements Phase {
        @Override
        public OptionalInt speaker() {
            return OptionalInt.of(seat);
        }
    }

    /** When nobody moves any more. */
    record Over(Ending ending) implements Phase {
        @Override
        public OptionalInt speaker() {
            return OptionalInt.empty();
        }
    }

    /** Why a game is over. */
    enum Ending {
        /** All 13 books are down. */
        ALL_BOOKS,
        /** All but one have left. */
        DESERTED,
        /** Nobody has found anything for long; see {@link Rules#maxBarrenAsks}. */
        NOTHING_MOVES,
        /** The one with cards had nobody to ask. Only after a cheat: in an honest game its cards are all in books. */
        NOBODY_TO_ASK
    }
}
