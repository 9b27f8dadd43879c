package io.eddy.sim;

import io.eddy.node.TimerQueue;
import org.jspecify.annotations.Nullable;

/** One thing that happens again and again, each time when it is set to: the queue's entry is used over and over. */
final class Alarm {
    private final Timeline timeline;
    private final Runnable ring;
    private TimerQueue.@Nullable Entry<Runnable> entry;
    private boolean set;

    Alarm(Timeline timeline, Runnable what) {
        this.timeline = timeline;
        this.ring = () -> {
            set = false;
            what.run();
        };
    }

    boolean isSet() {
        return set;
    }

    /** Sets the time, in place of the one there may be. */
    void set(long atNanos) {
        set = true;
        TimerQueue.Entry<Runnable> known = entry;
        if (known == null) {
            entry = timeline.queue.add(ring, atNanos);
        } else {
            timeline.queue.schedule(known, atNanos);
        }
    }

    void setUnlessSet(long atNanos) {
        if (!set) {
            set(atNanos);
        }
    }

    void cancel() {
        TimerQueue.Entry<Runnable> known = entry;
        if (set && known != null) {
            timeline.queue.remove(known);
            set = false;
        }
    }
}
