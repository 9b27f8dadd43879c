package io.eddy.directory;

import io.eddy.node.PeerId;
import io.eddy.wire.Codec;
import java.util.List;

/** What peers say to each other about the keys by which others seal to them. */
sealed interface SealingMessage {

    /** Peers that one message names. */
    int MAX_ASKED = 16;

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onKey(PeerId from, Key key);

        void onAsk(PeerId from, Ask ask);

        void onTold(PeerId from, Told told);
    }

    /** By this key others seal to the speaker. The session proves who says it; the signature is for others. */
    record Key(SealingStatement said) implements SealingMessage {
        static final Codec<Key> CODEC = Codec.record(Codec.field(SealingStatement.CODEC, Key::said), Key::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onKey(from, this);
        }
    }

    /** By which keys does one seal to these peers? */
    record Ask(List<PeerId> peers) implements SealingMessage {
        static final Codec<Ask> CODEC = Codec.record(Codec.field(PeerId.CODEC.listOf(MAX_ASKED), Ask::peers), Ask::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onAsk(from, this);
        }
    }

    /** By these, as they signed. Answers Ask, as far as the speaker knows. */
    record Told(List<SealingStatement> said) implements SealingMessage {
        static final Codec<Told> CODEC =
                Codec.record(Codec.field(SealingStatement.CODEC.listOf(MAX_ASKED), Told::said), Told::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onTold(from, this);
        }
    }
}
