package io.eddy.gossip;

import io.eddy.entry.Entry;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.wire.Codec;
import java.util.List;
import java.util.Optional;

/** What neighbours say to each other to bring entries to everyone. */
sealed interface GossipMessage {

    /** The most entries that one announcement names: 12 KiB. */
    int MAX_ANNOUNCED = 256;

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onPosted(PeerId from, Posted posted);

        void onIHave(PeerId from, IHave have);

        void onGraft(PeerId from, Graft graft);

        void onPrune(PeerId from, Prune prune);
    }

    /**
     * Here is an entry.
     *
     * @param hops the links that it has crossed, this one among them; more than 255 count as 255
     */
    record Posted(int hops, Entry entry) implements GossipMessage {
        static final int MAX_HOPS = 255;

        static final Codec<Posted> CODEC =
                Codec.record(Codec.field(Codec.U8, Posted::hops), Codec.field(Entry.CODEC, Posted::entry), Posted::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onPosted(from, this);
        }
    }

    /** One entry that the speaker has, and the hops that it would have behind it at the listener. */
    record Announced(MessageId id, int hops) {
        static final Codec<Announced> CODEC = Codec.record(
                Codec.field(MessageId.CODEC, Announced::id), Codec.field(Codec.U8, Announced::hops), Announced::new);
    }

    /** I have these entries. */
    record IHave(List<Announced> entries) implements GossipMessage {
        static final Codec<IHave> CODEC =
                Codec.record(Codec.field(Announced.CODEC.listOf(MAX_ANNOUNCED), IHave::entries), IHave::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onIHave(from, this);
        }
    }

    /**
     * Send me what is new from here on, at once.
     *
     * @param wanted an entry that the speaker lacks; none when it only wants the shorter way
     */
    record Graft(Optional<MessageId> wanted) implements GossipMessage {
        static final Codec<Graft> CODEC =
                Codec.record(Codec.field(MessageId.CODEC.optional(), Graft::wanted), Graft::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onGraft(from, this);
        }
    }

    /** I had that already: only announce from here on. */
    record Prune() implements GossipMessage {
        static final Codec<Prune> CODEC = Codec.empty(new Prune());

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onPrune(from, this);
        }
    }
}
