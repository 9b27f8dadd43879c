package io.eddy.game;

import io.eddy.node.PeerId;
import io.eddy.ring.RingId;

/** The reasons for which a game waits. */
sealed interface GameTimer {

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onTurnOver(RingId game);

        void onWordOverdue(RingId game);

        void onCardsOverdue(RingId game);

        void onCloseOverdue(RingId game);

        void onAnswerOverdue(RingId game, PeerId player);

        void onReservationOver(RingId game);
    }

    /** When this player has not asked in its turn for too long. */
    record TurnOver(RingId game) implements GameTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onTurnOver(game);
        }
    }

    /** When another has not said what it is to say for too long. */
    record WordOverdue(RingId game) implements GameTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onWordOverdue(game);
        }
    }

    /** When to ask again for cards that have not come. */
    record CardsOverdue(RingId game) implements GameTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onCardsOverdue(game);
        }
    }

    /** When the dealer closes the game although the registrar has not answered. */
    record CloseOverdue(RingId game) implements GameTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onCloseOverdue(game);
        }
    }

    /** When a player that was asked for its seat has not answered. */
    record AnswerOverdue(RingId game, PeerId player) implements GameTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAnswerOverdue(game, player);
        }
    }

    /** When a seat that was kept for a game is free again. */
    record ReservationOver(RingId game) implements GameTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onReservationOver(game);
        }
    }
}
