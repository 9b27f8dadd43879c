package io.eddy.engine;

import io.eddy.node.Link.Lane;
import io.eddy.wire.WireWriter;
import java.nio.ByteBuffer;

/**
 * What is queued on a link and not yet taken by the network: two lanes of whole frames. Their arrays are borrowed, and
 * only while something is queued.
 *
 * <p>The order in which bytes leave: the rest of a bulk frame that has begun to leave, everything small, then bulk.
 */
final class Outbox {
    /** The longest frame, without its length (protocols.md D.3). */
    static final int MAX_FRAME_BYTES = 1 << 20;

    /** What a reader may leave of the small lane before it counts as slow (protocols.md D.3). */
    static final int SMALL_LIMIT_BYTES = 1 << 20;

    /** Above what a node ever queues, which stops at its high-water mark and one frame. */
    static final int BULK_LIMIT_BYTES = 2 << 20;

    private static final int FIRST_ARRAY_BYTES = 4 * 1024;

    /** A block of a file and some (protocols.md C: 64 KiB). */
    private static final int BULK_ARRAY_BYTES = 128 * 1024;

    private static final int COMPACT_FROM_BYTES = 32 * 1024;
    private static final int NO_FRAME = -1;

    private final BufferPool pool;
    private final WireWriter small = new WireWriter();
    private final WireWriter bulk = new WireWriter();

    /** What has been taken since the arrays were borrowed, and before that: the next array begins as large. */
    private int smallBurstBytes;

    private int smallBurstBefore;
    private WireWriter open = small;
    private int mark = NO_FRAME;
    private int arrayBytes;

    /** What is left of the bulk frame of which a part has been sent. */
    private int bulkLeftBytes;

    Outbox(BufferPool pool) {
        this.pool = pool;
    }

    WireWriter begin(Lane lane) {
        dropUnfinished();
        WireWriter out = lane == Lane.SMALL ? small : bulk;
        if (!out.hasArray()) {
            out.adopt(
                    pool.borrow(lane == Lane.SMALL ? Math.max(FIRST_ARRAY_BYTES, smallBurstBefore) : BULK_ARRAY_BYTES));
        } else if (out.head() > COMPACT_FROM_BYTES && out.head() >= out.size()) {
            out.compact();
        }
        arrayBytes = out.array().length;
        mark = out.beginLength();
        open = out;
        return out;
    }

    void end() {
        WireWriter out = open;
        int length = out.endLength(mark);
        if (out.array().length != arrayBytes) {
            pool.exchanged(arrayBytes, out.array().length);
        }
        if (length > MAX_FRAME_BYTES) {
            out.rollBack(mark);
            mark = NO_FRAME;
            throw new IllegalStateException("a frame of " + length + " bytes, more than " + MAX_FRAME_BYTES);
        }
        mark = NO_FRAME;
    }

    int bytes(Lane lane) {
        return (lane == Lane.SMALL ? small : bulk).size();
    }

    boolean isEmpty() {
        return small.size() == 0 && bulk.size() == 0;
    }

    /** Whether more is queued than a link may hold. */
    boolean isOverfull() {
        return small.size() > SMALL_LIMIT_BYTES || bulk.size() > BULK_LIMIT_BYTES;
    }

    /** Copies what leaves next, as much as there is room for. It stays queued until {@link #taken}. */
    void copyTo(ByteBuffer to) {
        dropUnfinished();
        if (copy(bulk, 0, bulkLeftBytes, to) && copy(small, 0, small.size(), to)) {
            copy(bulk, bulkLeftBytes, bulk.size() - bulkLeftBytes, to);
        }
    }

    /** Forgets the first bytes of what {@link #copyTo} copied. */
    void taken(int count) {
        int fromBulk = Math.min(count, bulkLeftBytes);
        takeBulk(fromBulk);
        int fromSmall = Math.min(count - fromBulk, small.size());
        small.take(fromSmall);
        smallBurstBytes += fromSmall;
        takeBulk(count - fromBulk - fromSmall);
    }

    /** Gives back the arrays in which nothing is queued. */
    void giveBackDrained() {
        if (small.hasArray() && small.size() == 0) {
            pool.giveBack(small.release());
            smallBurstBefore = Math.min(smallBurstBytes, SMALL_LIMIT_BYTES);
            smallBurstBytes = 0;
        }
        if (bulk.hasArray() && bulk.size() == 0) {
            pool.giveBack(bulk.release());
        }
    }

    /** Throws away what is queued. */
    void clear() {
        dropUnfinished();
        small.take(small.size());
        bulk.take(bulk.size());
        bulkLeftBytes = 0;
        giveBackDrained();
    }

    /** A frame whose encoding failed was begun and never ended; none of it may leave. */
    private void dropUnfinished() {
        if (mark != NO_FRAME) {
            if (open.array().length != arrayBytes) {
                pool.exchanged(arrayBytes, open.array().length);
            }
            open.rollBack(mark);
            mark = NO_FRAME;
        }
    }

    private void takeBulk(int count) {
        int left = count;
        while (left > 0) {
            if (bulkLeftBytes == 0) {
                bulkLeftBytes = Integer.BYTES + Inbox.lengthAt(bulk.array(), bulk.head());
            }
            int part = Math.min(left, bulkLeftBytes);
            bulk.take(part);
            bulkLeftBytes -= part;
            left -= part;
        }
    }

    private static boolean copy(WireWriter from, int skip, int count, ByteBuffer to) {
        int part = Math.min(count, to.remaining());
        to.put(from.array(), from.head() + skip, part);
        return part == count;
    }
}
