package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.ring.RingId;

/** The reasons for which managers and their clients wait. */
public sealed interface RegistryTimer {

    void expireOn(Handler handler);

    /** One method for each timer. A side that never arms one cannot see it expire. */
    interface Handler {
        default void onLeaseOver(PeerId peer) {
            throw new IllegalStateException("a client gives no leases");
        }

        default void onSeatsOverdue(RingId game) {
            throw new IllegalStateException("a client reserves no seats");
        }

        default void onAllGone(RingId game) {
            throw new IllegalStateException("a client watches over no games");
        }

        default void onRenewalDue(PeerId manager) {
            throw new IllegalStateException("a manager renews no lease");
        }

        default void onAnswerOverdue(long request) {
            throw new IllegalStateException("a manager asks nobody");
        }
    }

    /** When a manager frees the seats that were not taken. */
    record SeatsOverdue(RingId game) implements RegistryTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onSeatsOverdue(game);
        }
    }

    /** When a manager takes a game for over because none of its players has been online for so long. */
    record AllGone(RingId game) implements RegistryTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAllGone(game);
        }
    }

    /** When a manager gives up a peer that did not renew its lease. */
    record LeaseOver(PeerId peer) implements RegistryTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onLeaseOver(peer);
        }
    }

    /** When a client renews its lease. */
    record RenewalDue(PeerId manager) implements RegistryTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onRenewalDue(manager);
        }
    }

    /** When a client no longer waits for answers. */
    record AnswerOverdue(long request) implements RegistryTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAnswerOverdue(request);
        }
    }
}
