package io.eddy.sim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened in a run, as one running hash; and the last lines of it in words, when asked for.
 *
 * <p>Two runs of one seed have the same hash. It is no cryptographic one: nobody forges a run.
 */
public final class Trace {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What kinds of things happen. */
    enum Kind {
        BOOT(1),
        CRASH(2),
        STOP(3),
        UP(4),
        FRAME(5),
        DOWN(6),
        TIMER(7),
        STORED(8),
        COMMAND(9),
        FAULT(10),
        COMMIT(11),
        DATAGRAM(12),
        FOUND(13);

        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    private final Deque<String> lines = new ArrayDeque<>();
    private int keptLines;
    private int crashes;
    private long hash = 0x243f6a8885a308d3L; // The first digits of pi.

    /** The hash of all that has happened so far. */
    public long hash() {
        return hash;
    }

    /** Keeps the last so many events in words from here on. It costs time and memory, and changes nothing else. */
    public void keep(int lastLines) {
        keptLines = lastLines;
    }

    /** The events that were kept, the oldest first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** How often a host has crashed so far. */
    public int crashes() {
        return crashes;
    }

    void event(long nanos, Kind kind, int host) {
        if (kind == Kind.CRASH) {
            crashes++;
        }
        mix(nanos);
        mix(((long) host << 8) | kind.code);
    }

    void bytes(byte[] array, int from, int length) {
        mix(length);
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            mix((long) LONG.get(array, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = (rest << 8) | (array[at] & 0xff);
        }
        mix(rest);
    }

    void value(long value) {
        mix(value);
    }

    boolean isKept() {
        return keptLines > 0;
    }

    void line(long nanos, Kind kind, Object host, @Nullable Object detail) {
        String what = detail == null ? "" : " " + detail;
        lines.add(String.format(
                Locale.ROOT, "%.6f %s %s%s", nanos / 1e9, host, kind.name().toLowerCase(Locale.ROOT), what));
        if (lines.size() > keptLines) {
            lines.remove();
        }
    }

    /** The beginning of a frame as people read it. */
    static String excerpt(byte[] array, int from, int length) {
        int shown = Math.min(length, 32);
        return length + " bytes " + HexFormat.of().formatHex(array, from, from + shown) + (shown < length ? "…" : "");
    }

    private void mix(long value) {
        // The rounds of MurmurHash3's 128-bit body, on one word.
        long scrambled = Long.rotateLeft(value * 0x87c37b91114253d5L, 31) * 0x4cf5ad432745937fL;
        hash = Long.rotateLeft(hash ^ scrambled, 27) * 5 + 0x52dce729L;
    }
}
