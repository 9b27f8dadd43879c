package io.eddy.ring;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.util.List;

/** What the members of a ring say to one another (protocols.md H). */
sealed interface RingMessage {

    RingId ring();

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onSetup(PeerId from, Setup setup);

        void onDeclined(PeerId from, Declined declined);

        void onTold(PeerId from, Told told);

        void onNumbered(PeerId from, Numbered numbered);

        void onAfter(PeerId from, After after);

        void onUpTo(PeerId from, UpTo upTo);

        void onGone(PeerId from, Gone gone);

        void onExclude(PeerId from, Exclude exclude);

        void onAgreed(PeerId from, Agreed agreed);
    }

    /**
     * Goes once round before anything else: the listener is to take its seat, and to pass it on with its seal.
     *
     * @param seals of the members up to the speaker
     */
    record Setup(Charter charter, List<Seal> seals) implements RingMessage {
        static final Codec<Setup> CODEC = Codec.record(
                Codec.field(Charter.CODEC, Setup::charter),
                Codec.field(Seal.CODEC.listOf(Charter.MAX_MEMBERS), Setup::seals),
                Setup::new);

        @Override
        public RingId ring() {
            return charter.ring();
        }

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onSetup(from, this);
        }
    }

    /** Goes back the way the setup came: somebody does not take the seat, and why. */
    record Declined(RingId ring, String sentence) implements RingMessage {
        static final int MAX_SENTENCE_BYTES = 512;

        static final Codec<Declined> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Declined::ring),
                Codec.field(Codec.text(MAX_SENTENCE_BYTES), Declined::sentence),
                Declined::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onDeclined(from, this);
        }
    }

    /** What a member said, on its way clockwise to the dealer. */
    record Told(RingId ring, Words words) implements RingMessage {
        static final Codec<Told> CODEC =
                Codec.record(Codec.field(RingId.CODEC, Told::ring), Codec.field(Words.CODEC, Told::words), Told::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onTold(from, this);
        }
    }

    /**
     * An entry, on its way once round.
     *
     * @param holders the seats that have it durably, a bit each
     */
    record Numbered(RingId ring, Entry entry, int holders) implements RingMessage {
        static final Codec<Numbered> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Numbered::ring),
                Codec.field(Entry.CODEC, Numbered::entry),
                Codec.field(Codec.U8, Numbered::holders),
                Numbered::new);

        boolean isHeldBy(int seat) {
            return (holders & 1 << seat) != 0;
        }

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onNumbered(from, this);
        }
    }

    /** The speaker has all up to this number; it wants what follows, and to hear how far the listener is. */
    record After(RingId ring, long number) implements RingMessage {
        static final Codec<After> CODEC =
                Codec.record(Codec.field(RingId.CODEC, After::ring), Codec.field(Codec.I64, After::number), After::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onAfter(from, this);
        }
    }

    /** The speaker has all up to this number. Said of oneself, or to one's question. */
    record UpTo(RingId ring, long number) implements RingMessage {
        static final Codec<UpTo> CODEC =
                Codec.record(Codec.field(RingId.CODEC, UpTo::ring), Codec.field(Codec.I64, UpTo::number), UpTo::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onUpTo(from, this);
        }
    }

    /** The speaker has no part in this ring, or no longer. */
    record Gone(RingId ring) implements RingMessage {
        static final Codec<Gone> CODEC = Codec.record(Codec.field(RingId.CODEC, Gone::ring), Gone::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onGone(from, this);
        }
    }

    /** By the dealer: does the listener agree that this seat counts as left? See {@link Exclusion}. */
    record Exclude(RingId ring, int seat, long after) implements RingMessage {
        static final Codec<Exclude> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Exclude::ring),
                Codec.field(Codec.U8, Exclude::seat),
                Codec.field(Codec.I64, Exclude::after),
                Exclude::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onExclude(from, this);
        }
    }

    /** The speaker agrees, and signs. */
    record Agreed(RingId ring, int seat, long after, Bytes signature) implements RingMessage {
        static final Codec<Agreed> CODEC = Codec.record(
                Codec.field(RingId.CODEC, Agreed::ring),
                Codec.field(Codec.U8, Agreed::seat),
                Codec.field(Codec.I64, Agreed::after),
                Codec.field(Codec.bytes(Signed.SIGNATURE_BYTES), Agreed::signature),
                Agreed::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onAgreed(from, this);
        }
    }
}
