package io.eddy.sim;

import io.eddy.node.Link.Lane;
import io.eddy.wire.WireWriter;
import java.util.Arrays;

/** What is queued on one end of a link and not yet taken by the network: whole frames, the small ones before bulk. */
final class Lanes {
    // As in the engine's queue (protocols.md D.3).
    static final int MAX_FRAME_BYTES = 1 << 20;
    static final int SMALL_LIMIT_BYTES = 1 << 20;
    static final int BULK_LIMIT_BYTES = 2 << 20;

    private static final int COMPACT_FROM_BYTES = 32 * 1024;
    private static final int NO_FRAME = -1;

    private final SpareArrays spareArrays;
    private final WireWriter small = new WireWriter();
    private final WireWriter bulk = new WireWriter();
    private WireWriter open = small;
    private int mark = NO_FRAME;
    private int lastMark;

    Lanes(SpareArrays spareArrays) {
        this.spareArrays = spareArrays;
    }

    WireWriter begin(Lane lane) {
        dropUnfinished();
        open = lane == Lane.SMALL ? small : bulk;
        if (open.head() > COMPACT_FROM_BYTES && open.head() >= open.size()) {
            open.compact();
        }
        spareArrays.lend(open);
        mark = open.beginLength();
        return open;
    }

    void end() {
        if (mark == NO_FRAME) {
            throw new IllegalStateException("no frame was begun");
        }
        int length = open.endLength(mark);
        if (length > MAX_FRAME_BYTES) {
            dropUnfinished();
            throw new IllegalStateException("a frame of " + length + " bytes, more than " + MAX_FRAME_BYTES);
        }
        lastMark = mark;
        mark = NO_FRAME;
    }

    /** Takes back the frame that was ended last. */
    void dropLast() {
        open.rollBack(lastMark);
    }

    /** Takes back the frame that was ended last, and returns it without its length. */
    byte[] takeLast() {
        int from = lastMark + Integer.BYTES;
        byte[] frame = Arrays.copyOfRange(open.array(), from, open.head() + open.size());
        dropLast();
        return frame;
    }

    /** Gives a pipe what it takes; whether it took anything. */
    boolean pumpInto(Pipe pipe) {
        dropUnfinished();
        boolean moved = false;
        WireWriter next = next();
        while (next.size() > 0 && pipe.hasRoom(Pipe.frameBytes(next))) {
            pipe.carry(next, Pipe.frameBytes(next));
            moved = true;
            next = next();
        }
        giveBack();
        return moved;
    }

    boolean isEmpty() {
        return small.size() == 0 && bulk.size() == 0;
    }

    int bytes(Lane lane) {
        return (lane == Lane.SMALL ? small : bulk).size();
    }

    /** Whether more is queued than a link may hold. */
    boolean isOverfull() {
        return small.size() > SMALL_LIMIT_BYTES || bulk.size() > BULK_LIMIT_BYTES;
    }

    void clear() {
        dropUnfinished();
        small.take(small.size());
        bulk.take(bulk.size());
        giveBack();
    }

    private WireWriter next() {
        return small.size() > 0 ? small : bulk;
    }

    private void giveBack() {
        spareArrays.takeBack(small);
        spareArrays.takeBack(bulk);
    }

    /** A frame whose encoding failed was begun and never ended; none of it may leave. */
    private void dropUnfinished() {
        if (mark != NO_FRAME) {
            open.rollBack(mark);
            mark = NO_FRAME;
        }
    }
}
