package io.eddy.chat;

import io.eddy.node.PeerId;

/** The reasons for which the chat waits. */
sealed interface ChatTimer {

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onAcknowledgementOverdue(PeerId peer);
    }

    /** When to send again what a linked peer has not acknowledged. */
    record AcknowledgementOverdue(PeerId peer) implements ChatTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAcknowledgementOverdue(peer);
        }
    }
}
