package io.eddy.sim;

import io.eddy.wire.WireWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/** Arrays of queues that are empty, for those that are about to be filled: most links are idle most of the time. */
final class SpareArrays {
    /** Larger ones are left to the collector: few links ever queue so much. */
    private static final int MAX_ARRAY_BYTES = 4 * 1024;

    private static final int MAX_ARRAYS = 4 * 1024;

    private final Deque<byte[]> arrays = new ArrayDeque<>();

    void lend(WireWriter queue) {
        byte[] spare = queue.hasArray() ? null : arrays.poll();
        if (spare != null) {
            queue.adopt(spare);
        }
    }

    /** Takes the array of a queue that holds nothing. */
    void takeBack(WireWriter queue) {
        if (queue.hasArray() && queue.size() == 0) {
            byte[] spare = queue.release();
            if (spare.length <= MAX_ARRAY_BYTES && arrays.size() < MAX_ARRAYS) {
                arrays.push(spare);
            }
        }
    }
}
