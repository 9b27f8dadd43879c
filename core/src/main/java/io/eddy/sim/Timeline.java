package io.eddy.sim;

import io.eddy.node.TimerQueue;
import io.eddy.node.TimerQueue.Entry;

/** Virtual time: what is to happen, in order, and how far it has come. */
final class Timeline {
    final TimerQueue<Runnable> queue = new TimerQueue<>();
    private long nowNanos;
    private long events;

    long nowNanos() {
        return nowNanos;
    }

    /** How many events have happened. */
    long events() {
        return events;
    }

    /** Lets something happen once; of one time, the first that was said happens first. */
    void at(long atNanos, Runnable what) {
        queue.add(what, atNanos);
    }

    /** Takes the next event that is due by then, and moves the time to it; {@code null} when there is none. */
    @org.jspecify.annotations.Nullable
    Runnable next(long untilNanos) {
        Entry<Runnable> next = queue.poll(untilNanos);
        if (next == null) {
            return null;
        }
        nowNanos = Math.max(nowNanos, next.dueNanos());
        events++;
        return next.what();
    }

    void moveTo(long atNanos) {
        nowNanos = atNanos;
    }
}
