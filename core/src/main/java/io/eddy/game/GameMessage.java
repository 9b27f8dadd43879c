package io.eddy.game;

import io.eddy.game.gofish.Whisper;
import io.eddy.node.PeerId;
import io.eddy.ring.RingId;
import io.eddy.wire.Codec;

/** What two players of a game, or of one that is to be, say to each other in private. */
sealed interface GameMessage {

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onDealt(PeerId from, Dealt dealt);

        void onOwed(PeerId from, Owed owed);

        void onReserve(PeerId from, Reserve reserve);

        void onReserved(PeerId from, Reserved reserved);

        void onOccupied(PeerId from, Occupied occupied);

        void onRelease(PeerId from, Release release);
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

    /** The speaker is about to deal this game: will the listener keep its seat free for it? */
    record Reserve(RingId game) implements GameMessage {
        static final Codec<Reserve> CODEC = Codec.record(Codec.field(RingId.CODEC, Reserve::game), Reserve::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onReserve(from, this);
        }
    }

    /** The speaker keeps its seat free for this game, for a short while. */
    record Reserved(RingId game) implements GameMessage {
        static final Codec<Reserved> CODEC = Codec.record(Codec.field(RingId.CODEC, Reserved::game), Reserved::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onReserved(from, this);
        }
    }

    /** The speaker has no seat for this game. */
    record Occupied(RingId game, Why why) implements GameMessage {
        static final Codec<Occupied> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Occupied::game),
                Codec.field(Codec.enumeration(Why.class), Occupied::why),
                Occupied::new);

        /** Why a seat is not free. The order is the encoding: add at the end only. */
        enum Why {
            PLAYING("plays already"),
            PROMISED("has promised its seat to another game"),
            DEALING("is about to deal a game of its own"),
            TOO_OFTEN("has been asked too often for games that did not begin: ask again in a minute");

            final String text;

            Why(String text) {
                this.text = text;
            }
        }

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onOccupied(from, this);
        }
    }

    /** The game does not come to be: the listener's seat is free again. */
    record Release(RingId game) implements GameMessage {
        static final Codec<Release> CODEC = Codec.record(Codec.field(RingId.CODEC, Release::game), Release::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onRelease(from, this);
        }
    }
}
