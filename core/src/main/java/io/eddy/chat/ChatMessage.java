package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.entry.EntryHeader;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;

/** What peers say to each other about what people say to each other. */
sealed interface ChatMessage {

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onSaid(PeerId from, Said said);

        void onHave(PeerId from, Have have);
    }

    /** Here is an entry. */
    record Said(Entry entry) implements ChatMessage {
        static final Codec<Said> CODEC = Codec.record(Codec.field(Entry.CODEC, Said::entry), Said::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onSaid(from, this);
        }
    }

    /**
     * The speaker has the entries of the listener's log up to this number, durably.
     *
     * @param group the conversation
     */
    record Have(Bytes group, long log, long number) implements ChatMessage {
        static final Codec<Have> CODEC = Codec.record(
                Codec.field(Codec.bytes(EntryHeader.HASH_BYTES), Have::group),
                Codec.field(Codec.I64, Have::log),
                Codec.field(Codec.I64, Have::number),
                Have::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onHave(from, this);
        }
    }
}
