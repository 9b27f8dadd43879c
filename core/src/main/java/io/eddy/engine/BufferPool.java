package io.eddy.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that links borrow while bytes are on their way. An idle link holds none.
 *
 * <p>Borrowing never fails: whoever borrows asks afterwards whether the pool is exhausted, and lets go of its link if
 * so. The limit is thus exceeded by one array at most.
 */
final class BufferPool {
    /** All that the links of one loop may hold together (protocols.md D.3: global buffers 64 MiB). */
    static final int LIMIT_BYTES = 64 << 20;

    /** What is kept for the next borrower at most; the rest is left to the collector. A guess. */
    private static final int KEPT_LIMIT_BYTES = 4 << 20;

    private static final int SMALLEST_BITS = 9;
    private static final int LARGEST_BITS = 21;

    private final List<ArrayDeque<byte[]>> free = new ArrayList<>();
    private long borrowedBytes;
    private long keptBytes;

    BufferPool() {
        for (int bits = SMALLEST_BITS; bits <= LARGEST_BITS; bits++) {
            free.add(new ArrayDeque<>(0));
        }
    }

    /** An array of at least so many bytes, with anything in it. */
    byte[] borrow(int atLeastBytes) {
        int bits = Math.max(SMALLEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(atLeastBytes - 1));
        byte[] array =
                bits > LARGEST_BITS ? null : free.get(bits - SMALLEST_BITS).pollLast();
        if (array == null) {
            array = new byte[1 << bits];
        } else {
            keptBytes -= array.length;
        }
        borrowedBytes += array.length;
        return array;
    }

    void giveBack(byte[] array) {
        borrowedBytes -= array.length;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(array.length - 1);
        boolean standard = array.length == 1 << bits && bits >= SMALLEST_BITS && bits <= LARGEST_BITS;
        if (standard && keptBytes + array.length <= KEPT_LIMIT_BYTES) {
            keptBytes += array.length;
            free.get(bits - SMALLEST_BITS).addLast(array);
        }
    }

    /** A borrower went on with an array of its own making, of another length, and will give back that one. */
    void exchanged(int beforeBytes, int afterBytes) {
        borrowedBytes += afterBytes - beforeBytes;
    }

    boolean isExhausted() {
        return borrowedBytes > LIMIT_BYTES;
    }

    long borrowedBytes() {
        return borrowedBytes;
    }
}
