package io.eddy.gossip;

import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;

/** The reasons for which the gossip waits. */
sealed interface GossipTimer {

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onAnnouncementsDue();

        void onMissing(MessageId id);

        void onOwedDue();

        void onTrialDue(PeerId peer);
    }

    /** When what was taken lately is announced to the lazy neighbours. */
    record AnnouncementsDue() implements GossipTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAnnouncementsDue();
        }
    }

    /** When an entry that was announced should have come. */
    record Missing(MessageId id) implements GossipTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onMissing(id);
        }
    }

    /** When to look again whether there is room for entries that were asked for. */
    record OwedDue() implements GossipTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onOwedDue();
        }
    }

    /** When a neighbour that gave nothing so far is asked for something. */
    record TrialDue(PeerId peer) implements GossipTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onTrialDue(peer);
        }
    }
}
