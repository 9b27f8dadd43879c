package io.eddy.directory;

import io.eddy.node.PeerId;
import io.eddy.node.SealingKey;
import io.eddy.wire.Codec;

/** What peers say to each other about the keys by which others seal to them. */
sealed interface SealingMessage {

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onKey(PeerId from, Key key);
    }

    /**
     * By this key others seal to the speaker. The session proves who says it: it need not be signed.
     *
     * @param asOfMillis when the speaker says so, by the clock by which it numbers its address records
     */
    record Key(SealingKey key, long asOfMillis) implements SealingMessage {
        static final Codec<Key> CODEC = Codec.record(
                Codec.field(SealingKey.CODEC, Key::key), Codec.field(Codec.I64, Key::asOfMillis), Key::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onKey(from, this);
        }
    }
}
