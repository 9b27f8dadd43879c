package io.eddy.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what arrives on a link into frames, in the buffer it arrived in. Only a frame of which a part is missing is
 * copied, into a borrowed array that grows as its bytes arrive: a length alone reserves nothing.
 */
final class Inbox {

    /** Takes whole frames. */
    interface Receiver {
        /** Takes one frame, without its length; returns whether more are welcome. */
        boolean onFrame(byte[] bytes, int from, int length);

        /** The next frame would have so many bytes, which no frame has. Nothing comes after this. */
        void onImpossibleFrame(int length);
    }

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final BufferPool pool;
    private byte @Nullable [] held;
    private int heldBytes;

    Inbox(BufferPool pool) {
        this.pool = pool;
    }

    static int lengthAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /** Takes bytes that arrived. After a frame that was the last one welcome, the rest is thrown away. */
    void accept(byte[] bytes, int from, int to, Receiver receiver) {
        int at = from;
        while (heldBytes > 0 && at < to) {
            at = completeHeld(bytes, at, to, receiver);
        }
        while (to - at >= Integer.BYTES) {
            int length = lengthAt(bytes, at);
            if (length < 0 || length > Outbox.MAX_FRAME_BYTES) {
                receiver.onImpossibleFrame(length);
                return;
            }
            if (to - at - Integer.BYTES < length) {
                break;
            }
            if (!receiver.onFrame(bytes, at + Integer.BYTES, length)) {
                return;
            }
            at += Integer.BYTES + length;
        }
        if (at < to) {
            hold(bytes, at, to - at);
        }
    }

    /** Whether the last byte that arrived was the last of a frame. */
    boolean isBetweenFrames() {
        return heldBytes == 0;
    }

    void clear() {
        byte[] array = held;
        if (array != null) {
            pool.giveBack(array);
            held = null;
            heldBytes = 0;
        }
    }

    /** Adds to the frame that is held what is missing of its length, or of its rest; returns where it stopped. */
    private int completeHeld(byte[] bytes, int from, int to, Receiver receiver) {
        boolean lengthKnown = heldBytes >= Integer.BYTES;
        int whole = Integer.BYTES + (lengthKnown ? heldLength() : 0);
        int part = Math.min(whole - heldBytes, to - from);
        hold(bytes, from, part);
        if (heldBytes < Integer.BYTES) {
            return to;
        }
        int length = heldLength();
        if (length < 0 || length > Outbox.MAX_FRAME_BYTES) {
            clear();
            receiver.onImpossibleFrame(length);
            return to;
        }
        if (heldBytes == Integer.BYTES + length) {
            return deliverHeld(length, receiver) ? from + part : to;
        }
        return from + part;
    }

    private boolean deliverHeld(int length, Receiver receiver) {
        byte[] array = held;
        if (array == null) {
            throw new IllegalStateException("nothing is held");
        }
        boolean more = receiver.onFrame(array, Integer.BYTES, length);
        clear();
        return more;
    }

    private int heldLength() {
        byte[] array = held;
        return array == null ? 0 : lengthAt(array, 0);
    }

    private void hold(byte[] bytes, int from, int count) {
        byte[] array = held;
        if (array == null) {
            array = pool.borrow(count);
        } else if (array.length < heldBytes + count) {
            byte[] larger = pool.borrow(Math.max(heldBytes + count, 2 * heldBytes));
            System.arraycopy(array, 0, larger, 0, heldBytes);
            pool.giveBack(array);
            array = larger;
        }
        System.arraycopy(bytes, from, array, heldBytes, count);
        held = array;
        heldBytes += count;
    }
}
