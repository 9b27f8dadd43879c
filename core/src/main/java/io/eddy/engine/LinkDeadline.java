package io.eddy.engine;

import io.eddy.node.TimerQueue;
import java.time.Duration;

/** The one timer of a link. What it waits for follows from the link's state; it is re-armed, never replaced. */
final class LinkDeadline implements Runnable {
    /** For a dial, from the call to the proven key (protocols.md D.2). */
    static final Duration DIAL_WITHIN = Duration.ofSeconds(10);

    /** For sending what is queued when the link is hung up, and for the other side's end. */
    static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);

    /** How long queued bytes may wait without any being taken (protocols.md D.3). */
    private static final Duration SLOW_AFTER = Duration.ofSeconds(10);

    private final TcpLink link;
    private final EventLoop loop;
    private final TimerQueue.Entry<Runnable> entry;
    private boolean waitsForReader;

    LinkDeadline(TcpLink link, EventLoop loop, Duration first) {
        this.link = link;
        this.loop = loop;
        entry = loop.timers().add(this, loop.nowNanos() + first.toNanos());
    }

    void in(Duration duration) {
        loop.timers().schedule(entry, loop.nowNanos() + duration.toNanos());
    }

    void stop() {
        loop.timers().remove(entry);
    }

    /** Gives the other side some time for what is queued, and more whenever it takes something. */
    void watchReader(boolean drained, boolean progressed) {
        if (drained && waitsForReader) {
            stop();
        } else if (!drained && (progressed || !waitsForReader)) {
            in(SLOW_AFTER);
        }
        waitsForReader = !drained;
    }

    @Override
    public void run() {
        link.onDeadline();
    }

    @Override
    public String toString() {
        return "deadline of " + link;
    }
}
