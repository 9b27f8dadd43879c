package io.eddy.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing run of bytes to which values are appended in network byte order.
 *
 * <p>A link's outbound queue is one of these: frames are encoded into it in place and taken from its head, so that a
 * frame is never copied between being encoded and being sent. It forgets its array when it is told to, so that an
 * idle link holds none.
 */
public final class WireWriter {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = {};
    private static final int FIRST_CAPACITY_BYTES = 256;

    private byte[] bytes;
    private int head;
    private int tail;

    public WireWriter() {
        bytes = NOTHING;
    }

    public void u8(int value) {
        reserve(1);
        bytes[tail++] = (byte) value;
    }

    public void u16(int value) {
        reserve(Short.BYTES);
        SHORT.set(bytes, tail, (short) value);
        tail += Short.BYTES;
    }

    public void i32(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, tail, value);
        tail += Integer.BYTES;
    }

    public void i64(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, tail, value);
        tail += Long.BYTES;
    }

    /** Appends bytes as they are, without their length. */
    public void raw(byte[] value) {
        raw(value, 0, value.length);
    }

    public void raw(byte[] value, int from, int length) {
        reserve(length);
        System.arraycopy(value, from, bytes, tail, length);
        tail += length;
    }

    /** Appends a length of two bytes and the text in UTF-8, of at most {@code maxBytes} (at most 65,535). */
    public void text(String text, int maxBytes) {
        int mark = tail;
        u16(0);
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                tail = mark + Short.BYTES;
                raw(text.getBytes(StandardCharsets.UTF_8));
                break;
            }
            bytes[tail++] = (byte) c;
        }
        int size = tail - mark - Short.BYTES;
        if (size > maxBytes) {
            tail = mark;
            throw new IllegalArgumentException("text of " + size + " bytes exceeds " + maxBytes);
        }
        SHORT.set(bytes, mark, (short) size);
    }

    /** Leaves room for a frame's length of four bytes, and says where. */
    public int beginLength() {
        i32(0);
        return tail - Integer.BYTES;
    }

    /** Writes, at the place {@link #beginLength} named, how many bytes were appended since; returns that number. */
    public int endLength(int mark) {
        int length = tail - mark - Integer.BYTES;
        INT.set(bytes, mark, length);
        return length;
    }

    /** Takes back everything appended since {@code mark}, a value of {@link #beginLength}. */
    public void rollBack(int mark) {
        tail = mark;
    }

    /** Bytes appended and not yet taken. */
    public int size() {
        return tail - head;
    }

    /** The array that holds what was appended, from {@link #head} on; it changes when more is appended. */
    public byte[] array() {
        return bytes;
    }

    public int head() {
        return head;
    }

    /** Takes bytes from the head; they are sent, and gone. */
    public void take(int count) {
        head += count;
        if (head > tail) {
            throw new IllegalStateException("took more than there was");
        }
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }

    /** Gives up the array, which must hold nothing, for another to use. */
    public byte[] release() {
        if (head != tail) {
            throw new IllegalStateException("released with " + size() + " bytes in it");
        }
        byte[] released = bytes;
        bytes = NOTHING;
        head = 0;
        tail = 0;
        return released;
    }

    /** Takes an array to write into, in place of growing from nothing. */
    public void adopt(byte[] array) {
        if (bytes.length != 0) {
            throw new IllegalStateException("has an array");
        }
        bytes = array;
    }

    public boolean hasArray() {
        return bytes.length != 0;
    }

    /** A copy of what was appended and not yet taken. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, head, tail);
    }

    private void reserve(int count) {
        if (bytes.length - tail < count) {
            makeRoom(count);
        }
    }

    private void makeRoom(int count) {
        int size = tail - head;
        // Marks are offsets into the array, so what is queued may only move between frames: growing keeps the head.
        int needed = Math.addExact(tail, count);
        int capacity = Math.max(FIRST_CAPACITY_BYTES, bytes.length);
        while (capacity < needed) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        byte[] grown = new byte[capacity];
        System.arraycopy(bytes, head, grown, head, size);
        bytes = grown;
    }

    /** Moves what is queued to the front of the array. Not between {@link #beginLength} and {@link #endLength}. */
    public void compact() {
        if (head > 0) {
            int size = tail - head;
            System.arraycopy(bytes, head, bytes, 0, size);
            head = 0;
            tail = size;
        }
    }
}
