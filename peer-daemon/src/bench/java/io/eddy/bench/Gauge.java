package io.eddy.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** What a client counts: written by its thread alone, read by the one that measures. */
final class Gauge {
    private static final VarHandle ECHOES;

    /** Round trips that are kept, in a window of a second or two. What is above is counted and not timed. */
    private static final int MAX_TIMED = 1 << 20;

    static {
        try {
            ECHOES = MethodHandles.lookup().findVarHandle(Gauge.class, "echoes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long[] tripNanos;
    private long lastNanos = System.nanoTime();
    private long echoes;

    Gauge(Load load) {
        tripNanos = new long[load.isRoundTrip() ? MAX_TIMED : 0];
    }

    /** Frames came back. */
    void echoed(int frames) {
        long before = echoes;
        if (before < tripNanos.length) {
            long now = System.nanoTime();
            tripNanos[(int) before] = now - lastNanos;
            lastNanos = now;
        }
        ECHOES.setOpaque(this, before + frames);
    }

    long echoes() {
        return (long) ECHOES.getOpaque(this);
    }

    /** The round trips from one count to another, the shortest first. Only after the rally was closed. */
    long[] tripNanos(long from, long to) {
        int end = (int) Math.min(to, tripNanos.length);
        long[] sorted = Arrays.copyOfRange(tripNanos, (int) Math.min(from, end), end);
        Arrays.sort(sorted);
        return sorted;
    }
}
