package io.eddy.lan;

import io.eddy.node.PublicKey;

/** The reasons for which the protocol of the local network waits. */
sealed interface LanTimer {

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onAnnouncementDue();

        void onSilence(PublicKey key);
    }

    /** When to say again that this peer is there. */
    record AnnouncementDue() implements LanTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAnnouncementDue();
        }
    }

    /** When to look whether a peer has been silent for so long that it counts as gone. */
    record Silence(PublicKey key) implements LanTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onSilence(key);
        }
    }
}
