package io.eddy.atlas;

import io.eddy.node.PeerId;

/** The reasons for which the atlas waits. */
sealed interface AtlasTimer {

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onSigningDue();

        void onPassingDue();

        void onPageDue(PeerId peer);

        void onUnanswered(PeerId peer);

        void onComparisonDue();
    }

    /** When one's own place is signed anew: it has changed, or is to be renewed. */
    record SigningDue() implements AtlasTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onSigningDue();
        }
    }

    /** When news are passed on to all neighbours. */
    record PassingDue() implements AtlasTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onPassingDue();
        }
    }

    /** When a neighbour that asked gets the next page. */
    record PageDue(PeerId peer) implements AtlasTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onPageDue(peer);
        }
    }

    /** When a neighbour that has not answered is asked again. */
    record Unanswered(PeerId peer) implements AtlasTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onUnanswered(peer);
        }
    }

    /** When a neighbour is asked what is missing here, and what nobody renews is forgotten. */
    record ComparisonDue() implements AtlasTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onComparisonDue();
        }
    }
}
