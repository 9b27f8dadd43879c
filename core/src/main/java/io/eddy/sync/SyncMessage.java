package io.eddy.sync;

import io.eddy.entry.EntryHeader;
import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;
import java.nio.ByteBuffer;
import java.util.List;

/** What two peers say to each other to have the same logs. */
sealed interface SyncMessage {

    /** Conversations that one message names: 16 KiB. */
    int MAX_MARKS = 1_024;

    /** Logs that one message names: 28 KiB. */
    int MAX_HEADS = 512;

    /** Logs of which one message asks for entries, or that it gives entries of. */
    int MAX_STRETCHES = 64;

    Codec<Bytes> GROUP = Codec.bytes(EntryHeader.HASH_BYTES);

    void deliverTo(Receiver receiver, PeerId from);

    /** One method for each message, so that a message without a handler does not compile. */
    interface Receiver {
        void onOpen(PeerId from, Open open);

        void onMarks(PeerId from, Marks marks);

        void onFrontier(PeerId from, Frontier frontier);

        void onHave(PeerId from, Have have);

        void onWant(PeerId from, Want want);

        void onPushed(PeerId from, Pushed pushed);

        void onGiven(PeerId from, Given given);

        void onFork(PeerId from, Fork fork);

        void onCarry(PeerId from, Carry carry);
    }

    /**
     * How far the speaker has a log, durably.
     *
     * @param hash the first eight bytes of the hash of that entry
     */
    record Head(LogId id, long number, long hash) {
        static final Codec<Head> CODEC = Codec.record(
                Codec.field(LogId.CODEC, Head::id),
                Codec.field(Codec.I64, Head::number),
                Codec.field(Codec.I64, Head::hash),
                Head::new);

        static Head of(LogId id, long number, Bytes hash) {
            return new Head(id, number, ByteBuffer.wrap(hash.array()).getLong());
        }
    }

    /** We can speak of logs: mix this into the marks. */
    record Open(long salt) implements SyncMessage {
        static final Codec<Open> CODEC = Codec.record(Codec.field(Codec.I64, Open::salt), Open::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onOpen(from, this);
        }
    }

    /**
     * One conversation, in a form that says nothing to whoever does not follow it too.
     *
     * @param mark of its id
     * @param summary of its frontier
     */
    record Mark(long mark, long summary) {
        static final Codec<Mark> CODEC =
                Codec.record(Codec.field(Codec.I64, Mark::mark), Codec.field(Codec.I64, Mark::summary), Mark::new);
    }

    /** I follow these conversations, beside those said before. */
    record Marks(List<Mark> marks) implements SyncMessage {
        static final Codec<Marks> CODEC =
                Codec.record(Codec.field(Mark.CODEC.listOf(MAX_MARKS), Marks::marks), Marks::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onMarks(from, this);
        }
    }

    /**
     * All that I have of a conversation, durably.
     *
     * @param more whether the rest comes in the next message
     */
    record Frontier(Bytes group, List<Head> heads, boolean more) implements SyncMessage {
        static final Codec<Frontier> CODEC = Codec.record(
                Codec.field(GROUP, Frontier::group),
                Codec.field(Head.CODEC.listOf(MAX_HEADS), Frontier::heads),
                Codec.field(Codec.BOOL, Frontier::more),
                Frontier::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onFrontier(from, this);
        }
    }

    /** What I have more of a conversation, durably. */
    record Have(Bytes group, List<Head> heads) implements SyncMessage {
        static final Codec<Have> CODEC = Codec.record(
                Codec.field(GROUP, Have::group), Codec.field(Head.CODEC.listOf(MAX_HEADS), Have::heads), Have::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onHave(from, this);
        }
    }

    /**
     * Entries of a log: from this number to that, or to the next after it that is signed. If the second is lower: this
     * one and those before it, the last first, down to the one after the second; who asks has what follows them, which
     * vouches for them.
     */
    record Stretch(LogId id, long from, long to) {
        static final Codec<Stretch> CODEC = Codec.record(
                Codec.field(LogId.CODEC, Stretch::id),
                Codec.field(Codec.I64, Stretch::from),
                Codec.field(Codec.I64, Stretch::to),
                Stretch::new);

        boolean isBackwards() {
            return to < from;
        }
    }

    /**
     * Give me these. Nothing else is asked for before the answer has come, or is overdue.
     *
     * @param question grows with each in a session; the answer bears it
     */
    record Want(long question, Bytes group, List<Stretch> stretches) implements SyncMessage {
        static final Codec<Want> CODEC = Codec.record(
                Codec.field(Codec.I64, Want::question),
                Codec.field(GROUP, Want::group),
                Codec.field(Stretch.CODEC.listOf(MAX_STRETCHES), Want::stretches),
                Want::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onWant(from, this);
        }
    }

    /** I have just said this. */
    record Pushed(Bytes group, Run run) implements SyncMessage {
        static final Codec<Pushed> CODEC =
                Codec.record(Codec.field(GROUP, Pushed::group), Codec.field(Run.CODEC, Pushed::run), Pushed::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onPushed(from, this);
        }
    }

    /** Why entries are not given. */
    enum Reason {
        /** The speaker has nothing there. */
        UNKNOWN,
        /** The speaker has them no longer. */
        GONE
    }

    /** What is not given, and why. */
    record Refusal(LogId id, Reason reason) {
        static final Codec<Refusal> CODEC = Codec.record(
                Codec.field(LogId.CODEC, Refusal::id),
                Codec.field(Codec.enumeration(Reason.class), Refusal::reason),
                Refusal::new);
    }

    /** What was asked for, as much as one message holds. */
    record Given(long question, Bytes group, List<Run> runs, List<Refusal> refusals) implements SyncMessage {
        static final Codec<Given> CODEC = Codec.record(
                Codec.field(Codec.I64, Given::question),
                Codec.field(GROUP, Given::group),
                Codec.field(Run.CODEC.listOf(MAX_STRETCHES), Given::runs),
                Codec.field(Refusal.CODEC.listOf(MAX_STRETCHES), Given::refusals),
                Given::new);

        /** What a message gives: at most one run goes beyond it. */
        static final int ENOUGH_BYTES = 48 << 10;

        /** No honest message is longer: enough, and one run of one full body more. */
        static final int MAX_BYTES = 128 << 10;

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onGiven(from, this);
        }
    }

    /** An author has forked this log. */
    record Fork(Bytes group, ForkProof proof) implements SyncMessage {
        static final Codec<Fork> CODEC =
                Codec.record(Codec.field(GROUP, Fork::group), Codec.field(ForkProof.CODEC, Fork::proof), Fork::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onFork(from, this);
        }
    }

    /** Own entries from a number on. */
    record Piece(long log, long from) {
        static final Codec<Piece> CODEC =
                Codec.record(Codec.field(Codec.I64, Piece::log), Codec.field(Codec.I64, Piece::from), Piece::new);
    }

    /**
     * Carry what I say to this peer.
     *
     * @param pieces what the recipient is not known to have
     */
    record Carry(PeerId recipient, List<Piece> pieces) implements SyncMessage {
        static final Codec<Carry> CODEC = Codec.record(
                Codec.field(PeerId.CODEC, Carry::recipient),
                Codec.field(Piece.CODEC.listOf(MAX_STRETCHES), Carry::pieces),
                Carry::new);

        @Override
        public void deliverTo(Receiver receiver, PeerId from) {
            receiver.onCarry(from, this);
        }
    }
}
