package io.eddy.registry;

import io.eddy.node.PeerId;

/** The reasons for which managers and their clients wait. */
public sealed interface RegistryTimer {

    void expireOn(Handler handler);

    /** One method for each timer. A side that never arms one cannot see it expire. */
    interface Handler {
        default void onLeaseOver(PeerId peer) {
            throw new IllegalStateException("a client gives no leases");
        }

        default void onRenewalDue(PeerId manager) {
            throw new IllegalStateException("a manager renews no lease");
        }

        default void onAnswerOverdue(long request) {
            throw new IllegalStateException("a manager asks nobody");
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
