package io.eddy.link;

import io.eddy.node.Link;
import io.eddy.node.PeerId;

/** The reasons for which the links wait. */
public sealed interface LinkTimer {

    void expireOn(Handler handler);

    /** One method for each timer. */
    interface Handler {
        void onHelloOverdue(Link link);

        void onQuiet(PeerId peer);

        void onAllowanceDue(PeerId peer);

        void onRedialDue(Target target);
    }

    /** When to give up a link on which no session has begun. */
    record HelloOverdue(Link link) implements LinkTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onHelloOverdue(link);
        }
    }

    /** When to look whether a peer has been heard, to ask it, or to give it up. */
    record Quiet(PeerId peer) implements LinkTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onQuiet(peer);
        }
    }

    /** When to read again from a peer that sent more than its allowance. */
    record AllowanceDue(PeerId peer) implements LinkTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onAllowanceDue(peer);
        }
    }

    /** When to dial a target again. */
    record RedialDue(Target target) implements LinkTimer {
        @Override
        public void expireOn(Handler handler) {
            handler.onRedialDue(target);
        }
    }
}
