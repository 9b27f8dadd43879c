package io.eddy.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes values from a run of bytes, and throws {@link MalformedFrame} when they are not there.
 *
 * <p>One reader is pointed at one frame after the other, in the buffer the frames arrived in.
 */
public final class WireReader {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = {};
    private int position;
    private int end;

    public WireReader() {}

    public WireReader(byte[] bytes) {
        point(bytes, 0, bytes.length);
    }

    /** Points this reader at the bytes of one frame. Nothing is copied: they must not change while it is read. */
    public void point(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.position = from;
        this.end = from + length;
    }

    public int u8() {
        return bytes[advance(1)] & 0xff;
    }

    public int u16() {
        return (short) SHORT.get(bytes, advance(Short.BYTES)) & 0xffff;
    }

    public int i32() {
        return (int) INT.get(bytes, advance(Integer.BYTES));
    }

    public long i64() {
        return (long) LONG.get(bytes, advance(Long.BYTES));
    }

    /** The next {@code length} bytes, copied. */
    public byte[] raw(int length) {
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** A text in UTF-8 behind its length of two bytes. */
    public String text(int maxBytes) {
        int length = u16();
        if (length > maxBytes) {
            throw new MalformedFrame("text of " + length + " bytes exceeds " + maxBytes);
        }
        int from = advance(length);
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return decodeUtf8(from, length);
            }
        }
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    /** Where this reader is: for {@link #since}. */
    public int position() {
        return position;
    }

    /** What was read since it was at that position, copied. */
    public byte[] since(int start) {
        return Arrays.copyOfRange(bytes, start, position);
    }

    public int remaining() {
        return end - position;
    }

    public void expectEnd() {
        if (position != end) {
            throw new MalformedFrame(remaining() + " bytes after the message");
        }
    }

    private String decodeUtf8(int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFrame("text is not UTF-8");
        }
    }

    private int advance(int count) {
        int from = position;
        if (count > end - from) {
            throw new MalformedFrame("frame ends early");
        }
        position = from + count;
        return from;
    }
}
