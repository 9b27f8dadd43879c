package io.eddy.sync;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;

/** The reasons for which the logs wait. */
sealed interface SyncTimer {

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onNewsDue(boolean rooms);

        void onAnswerOverdue(PeerId peer);

        void onRoomOnLink(PeerId peer);

        void onRoomOnDisk();

        void onReceiptDue(Bytes group);

        void onCarriersDue(Bytes group);

        void onUnconfirmed(Bytes group);

        void onReachedDue();

        void onExpiryDue();
    }

    /** When others are to be told of what became durable. */
    record NewsDue(boolean rooms) implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onNewsDue(rooms);
        }
    }

    /** When a peer should have given what it was asked for. */
    record AnswerOverdue(PeerId peer) implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAnswerOverdue(peer);
        }
    }

    /** When to look again whether a link has room for an answer. */
    record RoomOnLink(PeerId peer) implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onRoomOnLink(peer);
        }
    }

    /** When to look again whether the disk has room for more entries. */
    record RoomOnDisk() implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onRoomOnDisk();
        }
    }

    /** When what was taken in a conversation of two is to be receipted. */
    record ReceiptDue(Bytes group) implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onReceiptDue(group);
        }
    }

    /** When others are asked to carry what has not reached its recipient. */
    record CarriersDue(Bytes group) implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onCarriersDue(group);
        }
    }

    /** When nobody has said in time how far our own log is known. */
    record Unconfirmed(Bytes group) implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onUnconfirmed(group);
        }
    }

    /** When to write down how far the other sides have come to have our logs. */
    record ReachedDue() implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onReachedDue();
        }
    }

    /** When to look for what was carried for too long. */
    record ExpiryDue() implements SyncTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onExpiryDue();
        }
    }
}
