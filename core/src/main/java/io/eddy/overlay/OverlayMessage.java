package io.eddy.overlay;

import io.eddy.node.PeerId;
import io.eddy.wire.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What peers say to each other about who is whose neighbour.
 *
 * <p>The {@code number} of a request names the relation that comes of it: the answer, and all that is said later of
 * this relation, bears it, so that what is late is known to be.
 */
sealed interface OverlayMessage {
    /** Address records in one message (protocols.md A.5). */
    int MAX_RECORDS = 8;

    Codec<List<AddressRecord>> RECORDS = AddressRecord.CODEC.listOf(MAX_RECORDS);

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onJoin(PeerId from, Join join);

        void onRedirect(PeerId from, Redirect redirect);

        void onForwardJoin(PeerId from, ForwardJoin forward);

        void onNeighbour(PeerId from, Neighbour neighbour);

        void onNeighbourAnswer(PeerId from, NeighbourAnswer answer);

        void onDisconnect(PeerId from, Disconnect disconnect);

        void onShuffle(PeerId from, Shuffle shuffle);

        void onShuffleReply(PeerId from, ShuffleReply reply);

        void onBeat(PeerId from, Beat beat);

        void onSeek(PeerId from, Seek seek);

        void onMark(PeerId from, Mark mark);

        void onProbe(PeerId from, Probe probe);
    }

    /** The speaker is new here: be its neighbour, and tell others of it. */
    record Join(long number, AddressRecord record) implements OverlayMessage {
        static final Codec<Join> CODEC = Codec.record(
                Codec.field(Codec.I64, Join::number), Codec.field(AddressRecord.CODEC, Join::record), Join::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onJoin(from, this);
        }
    }

    /** Too many join here: join at one of these. Answers a {@link Join}. */
    record Redirect(long number, List<AddressRecord> records) implements OverlayMessage {
        static final Codec<Redirect> CODEC = Codec.record(
                Codec.field(Codec.I64, Redirect::number), Codec.field(RECORDS, Redirect::records), Redirect::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onRedirect(from, this);
        }
    }

    /**
     * Somebody has joined.
     *
     * @param hops that the news has still to go
     * @param record of the joiner
     */
    record ForwardJoin(int hops, AddressRecord record) implements OverlayMessage {
        static final Codec<ForwardJoin> CODEC = Codec.record(
                Codec.field(Codec.U8, ForwardJoin::hops),
                Codec.field(AddressRecord.CODEC, ForwardJoin::record),
                ForwardJoin::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onForwardJoin(from, this);
        }
    }

    /** How much it matters to whoever asks. The order is the encoding: add at the end only. */
    enum Priority {
        /** It has neighbours: be its neighbour if there is a place. */
        LOW,
        /** It has none, or looks for another part of the network: make a place. */
        HIGH
    }

    /** Be the speaker's neighbour. */
    record Neighbour(long number, Priority priority, AddressRecord record) implements OverlayMessage {
        static final Codec<Neighbour> CODEC = Codec.record(
                Codec.field(Codec.I64, Neighbour::number),
                Codec.field(Codec.enumeration(Priority.class), Neighbour::priority),
                Codec.field(AddressRecord.CODEC, Neighbour::record),
                Neighbour::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onNeighbour(from, this);
        }
    }

    /**
     * Whether the speaker is the listener's neighbour from here on. Answers {@link Join} and {@link Neighbour}.
     *
     * @param displaced whether somebody made place for the listener, and is short of a neighbour since
     * @param records the speaker's own first; then that of whoever made place, if somebody did; and some of others, for
     *     a listener that still seeks
     */
    record NeighbourAnswer(long number, boolean accepted, boolean displaced, List<AddressRecord> records)
            implements OverlayMessage {
        static final Codec<NeighbourAnswer> CODEC = Codec.record(
                Codec.field(Codec.I64, NeighbourAnswer::number),
                Codec.field(Codec.BOOL, NeighbourAnswer::accepted),
                Codec.field(Codec.BOOL, NeighbourAnswer::displaced),
                Codec.field(RECORDS, NeighbourAnswer::records),
                NeighbourAnswer::new);

        /** The record of whoever made place for the listener. */
        @Nullable
        AddressRecord madePlace() {
            return displaced && records.size() > 1 ? records.get(1) : null;
        }

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onNeighbourAnswer(from, this);
        }
    }

    /**
     * The speaker is no longer the listener's neighbour. The listener says the same in turn; then neither hears the
     * other any more.
     *
     * @param alive whether the speaker goes on, and may be asked again
     * @param records of others, for a listener that seeks another neighbour; first one that likely lacks one too
     */
    record Disconnect(long number, boolean alive, List<AddressRecord> records) implements OverlayMessage {
        static final Codec<Disconnect> CODEC = Codec.record(
                Codec.field(Codec.I64, Disconnect::number),
                Codec.field(Codec.BOOL, Disconnect::alive),
                Codec.field(RECORDS, Disconnect::records),
                Disconnect::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onDisconnect(from, this);
        }
    }

    /** Ids of the peers that a shuffle came by. */
    int MAX_PATH = 6;

    Codec<List<PeerId>> PATH = PeerId.CODEC.listOf(MAX_PATH);

    /**
     * Somebody exchanges what it knows with a peer at the end of a random walk.
     *
     * @param hops that it has still to go
     * @param number by which its origin knows the answer
     * @param origin its record
     * @param path who passed it on, the origin first, the speaker last
     * @param records of some whom the origin knows
     */
    record Shuffle(int hops, long number, AddressRecord origin, List<PeerId> path, List<AddressRecord> records)
            implements OverlayMessage {
        static final Codec<Shuffle> CODEC = Codec.record(
                Codec.field(Codec.U8, Shuffle::hops),
                Codec.field(Codec.I64, Shuffle::number),
                Codec.field(AddressRecord.CODEC, Shuffle::origin),
                Codec.field(PATH, Shuffle::path),
                Codec.field(RECORDS, Shuffle::records),
                Shuffle::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onShuffle(from, this);
        }
    }

    /**
     * What whoever took a {@link Shuffle} knows, on the way back.
     *
     * @param path who is to pass it on, the last first; the listener is not in it
     */
    record ShuffleReply(long number, List<PeerId> path, List<AddressRecord> records) implements OverlayMessage {
        static final Codec<ShuffleReply> CODEC = Codec.record(
                Codec.field(Codec.I64, ShuffleReply::number),
                Codec.field(PATH, ShuffleReply::path),
                Codec.field(RECORDS, ShuffleReply::records),
                ShuffleReply::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onShuffleReply(from, this);
        }
    }

    /** The speaker holds the listener for its neighbour, under this number. */
    record Beat(long number) implements OverlayMessage {
        static final Codec<Beat> CODEC = Codec.record(Codec.field(Codec.I64, Beat::number), Beat::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onBeat(from, this);
        }
    }

    /**
     * Somebody with neighbours seeks one more, and whoever lacks one as well is to ask it.
     *
     * @param hops that this has still to go
     * @param record of the seeker
     */
    record Seek(int hops, AddressRecord record) implements OverlayMessage {
        static final Codec<Seek> CODEC = Codec.record(
                Codec.field(Codec.U8, Seek::hops), Codec.field(AddressRecord.CODEC, Seek::record), Seek::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onSeek(from, this);
        }
    }

    /**
     * The network that the speaker is in has this mark.
     *
     * @param root the peer that made the mark, and raises it
     * @param number above 0; of two of one peer the higher is the later
     */
    record Mark(PeerId root, long number) implements OverlayMessage {
        static final Codec<Mark> CODEC =
                Codec.record(Codec.field(PeerId.CODEC, Mark::root), Codec.field(Codec.I64, Mark::number), Mark::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onMark(from, this);
        }
    }

    /** Be the speaker's neighbour, and make a place, if the network with this mark is another than the listener's. */
    record Probe(long number, AddressRecord record, Mark mark) implements OverlayMessage {
        static final Codec<Probe> CODEC = Codec.record(
                Codec.field(Codec.I64, Probe::number),
                Codec.field(AddressRecord.CODEC, Probe::record),
                Codec.field(Mark.CODEC, Probe::mark),
                Probe::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onProbe(from, this);
        }
    }
}
