package io.eddy.game;

import io.eddy.game.gofish.Whisper;
import io.eddy.node.PeerId;
import io.eddy.ring.RingId;
import io.eddy.wire.Codec;

/** What two players of a game say to each other in private. */
sealed interface GameMessage {

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onDealt(PeerId from, Dealt dealt);

        void onOwed(PeerId from, Owed owed);
    }

    /** These are the hidden cards in the listener's hand. */
    record Dealt(RingId game, Whisper whisper) implements GameMessage {
        static final Codec<Dealt> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Dealt::game), Codec.field(Whisper.CODEC, Dealt::whisper), Dealt::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onDealt(from, this);
        }
    }

    /** The speaker's cards have not come. */
    record Owed(RingId game) implements GameMessage {
        static final Codec<Owed> CODEC = Codec.record(Codec.field(RingId.CODEC, Owed::game), Owed::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onOwed(from, this);
        }
    }
}
