package io.eddy.overlay;

import io.eddy.node.PeerId;

/** The reasons for which the overlay waits. */
sealed interface OverlayTimer {

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onTick();

        void onPatienceOver();

        void onCallOverdue(PeerId peer);

        void onAnswerOverdue(PeerId peer);

        void onPartingOverdue(PeerId peer);

        void onPlaceOverdue(PeerId peer);

        void onSparse();

        void onAlone();

        void onProbeDue();

        void onBalanceDue();
    }

    /** When to shuffle, to beat, and to look whether a neighbour is missing. */
    record Tick() implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onTick();
        }
    }

    /** When to call somebody else beside those with whom there is no session yet, or at all as calls are rationed. */
    record PatienceOver() implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onPatienceOver();
        }
    }

    /** When to give up a call. */
    record CallOverdue(PeerId peer) implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onCallOverdue(peer);
        }
    }

    /** When to give up a peer that has a session and does not answer. */
    record AnswerOverdue(PeerId peer) implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAnswerOverdue(peer);
        }
    }

    /** When a peer that is a neighbour no longer need not be heard any more. */
    record PartingOverdue(PeerId peer) implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onPartingOverdue(peer);
        }
    }

    /** When a new neighbour has its place, also if it has not been heard of. */
    record PlaceOverdue(PeerId peer) implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onPlaceOverdue(peer);
        }
    }

    /** When there have been too few neighbours for too long. */
    record Sparse() implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onSparse();
        }
    }

    /** When there has been no neighbour at all for so long that somebody wants to know. */
    record Alone() implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAlone();
        }
    }

    /** When to seek one more neighbour, since others wished too many. */
    record BalanceDue() implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onBalanceDue();
        }
    }

    /** When to look for another part of the network. */
    record ProbeDue() implements OverlayTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onProbeDue();
        }
    }
}
