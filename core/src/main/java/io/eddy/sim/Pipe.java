package io.eddy.sim;

import io.eddy.node.Closing;
import io.eddy.node.Closing.Code;
import io.eddy.wire.WireReader;
import io.eddy.wire.WireWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: whole frames on their way to one end, in order, and at last its end.
 *
 * <p>It has one event in the queue, for what arrives next. What cannot arrive (a partition, a machine that is off) is
 * tried again, later each time, until the sender gives up; what is not taken (the reader stands still) waits, until
 * {@link #resume}.
 */
final class Pipe {
    /** Linux' least retransmission time-out; each further one is twice as long (RFC 6298, 5.5). */
    private static final long FIRST_RETRY_NANOS = 200_000_000;

    private static final int COMPACT_FROM_BYTES = 32 * 1024;
    private static final long NEVER = -1;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final SimNetwork network;
    private final SimLink from;
    private final SimLink to;
    private final long latencyNanos;
    private final WireWriter bytes = new WireWriter();
    private final Alarm arrival;
    private final Alarm acknowledgement;

    // When each frame arrives: a ring of the times.
    private long[] times = new long[8];
    private int first;
    private int frames;

    private long sentNanos;
    private long lastArrivalNanos;
    private @Nullable Closing end;
    private long endNanos;
    private boolean parked;
    private boolean severed;
    private long stalledNanos = NEVER;
    private long retryNanos;

    // Bytes that arrived and of which the sender does not know, because only this direction works.
    private int unacknowledgedBytes;
    private long unacknowledgedNanos;

    Pipe(SimLink from, SimLink to, long latencyNanos) {
        this.network = from.world.network;
        this.from = from;
        this.to = to;
        this.latencyNanos = latencyNanos;
        this.arrival = new Alarm(network.timeline, this::arrive);
        this.acknowledgement = new Alarm(network.timeline, this::acknowledged);
    }

    /** The bytes of the first frame of a queue, with its length. */
    static int frameBytes(WireWriter queue) {
        return Integer.BYTES + (int) INT.get(queue.array(), queue.head());
    }

    /** The first thing to arrive is the news of the connection itself. */
    void open() {
        lastArrivalNanos = now() + latencyNanos;
        arrival.set(lastArrivalNanos);
    }

    boolean hasRoom(int count) {
        int taken = bytes.size() + unacknowledgedBytes;
        return taken == 0 || taken + count <= network.conditions.windowBytes();
    }

    /** Takes the first frame of a queue. */
    void carry(WireWriter queue, int count) {
        if (bytes.head() > COMPACT_FROM_BYTES && bytes.head() >= bytes.size()) {
            bytes.compact();
        }
        network.spareArrays.lend(bytes);
        bytes.raw(queue.array(), queue.head(), count);
        queue.take(count);
        sentNanos = Math.max(now(), sentNanos) + count * 1_000_000_000L / network.conditions.bytesPerSecond();
        lastArrivalNanos = Math.max(lastArrivalNanos, sentNanos + delayNanos());
        append(lastArrivalNanos);
        if (!parked) {
            arrival.setUnlessSet(lastArrivalNanos);
        }
    }

    /** Nothing follows; the receiver learns of it when it has taken what is on its way. */
    void finish(Closing why) {
        end = why;
        endNanos = Math.max(lastArrivalNanos, now() + delayNanos());
        if (!parked || frames == 0) {
            arrival.setUnlessSet(endNanos);
        }
    }

    /** What is on its way is lost, and the receiver learns of the end. */
    void reset(Closing why) {
        drop();
        finish(why);
    }

    /** Nobody will take anything any more. */
    void drop() {
        arrival.cancel();
        parked = false;
        end = null;
        frames = 0;
        bytes.take(bytes.size());
    }

    /** The end that speaks. */
    SimLink from() {
        return from;
    }

    /** From here on everything vanishes on the way. */
    void sever() {
        severed = true;
    }

    /** The receiver takes again. */
    void resume() {
        if (parked) {
            parked = false;
            arrival.set(now());
        }
    }

    private void arrive() {
        if (!reaches(from, to)) {
            retry();
            return;
        }
        stalledNanos = NEVER;
        if (to.isGone()) {
            answerForNobody();
        } else if (to.world.host.isPaused()) {
            parked = true;
        } else if (to.isAccepting()) {
            setNext();
            to.onAccepted();
        } else if (frames > 0) {
            if (to.takesFrames()) {
                deliver();
            } else {
                parked = true;
            }
        } else if (end != null) {
            to.onPeerEnd(end);
        }
    }

    private void deliver() {
        int at = bytes.head() + Integer.BYTES;
        int count = frameBytes(bytes);
        WireReader reader = network.reader;
        reader.point(bytes.array(), at, count - Integer.BYTES);
        // Nobody writes here before the turn is over, so what is taken can still be read.
        bytes.take(count);
        first = (first + 1) & (times.length - 1);
        frames--;
        acknowledge(count);
        setNext();
        to.onFrame(reader, bytes.array(), at, count - Integer.BYTES);
        network.spareArrays.takeBack(bytes);
    }

    private void setNext() {
        if (frames > 0) {
            arrival.set(Math.max(now(), times[first]));
        } else if (end != null) {
            arrival.set(Math.max(now(), endNanos));
        }
    }

    /** Whoever writes to a connection that is no more is told so, unless its end is under way already. */
    private void answerForNobody() {
        drop();
        if (!to.isEnding()) {
            network.timeline.at(now() + latencyNanos, () -> from.fail(Closing.of(Code.BROKEN, "connection reset")));
        }
    }

    boolean isEnding() {
        return end != null;
    }

    private void retry() {
        if (stalledNanos == NEVER) {
            stalledNanos = now();
            retryNanos = FIRST_RETRY_NANOS;
        }
        long givesUpNanos = stalledNanos + network.conditions.retriesFor().toNanos();
        if (now() < givesUpNanos && !from.isOff()) {
            arrival.set(Math.min(now() + retryNanos, givesUpNanos));
            retryNanos *= 2;
        } else {
            drop();
            from.fail(Closing.of(Code.BROKEN, "connection timed out"));
        }
    }

    private void acknowledge(int count) {
        if (!reaches(to, from)) {
            if (unacknowledgedBytes == 0) {
                unacknowledgedNanos = now();
            }
            unacknowledgedBytes += count;
            acknowledgement.setUnlessSet(now() + FIRST_RETRY_NANOS);
        } else if (from.hasQueued()) {
            acknowledgement.setUnlessSet(now() + latencyNanos);
        }
    }

    private void acknowledged() {
        if (reaches(to, from)) {
            unacknowledgedBytes = 0;
            from.pump();
            return;
        }
        long givesUpNanos =
                unacknowledgedNanos + network.conditions.retriesFor().toNanos();
        if (now() < givesUpNanos) {
            long waitNanos = Math.max(FIRST_RETRY_NANOS, now() - unacknowledgedNanos);
            acknowledgement.set(Math.min(now() + waitNanos, givesUpNanos));
        } else {
            from.fail(Closing.of(Code.BROKEN, "connection timed out"));
        }
    }

    private boolean reaches(SimLink one, SimLink other) {
        return !severed && !other.isOff() && !network.isCut(one.world.host, other.world.host);
    }

    private long delayNanos() {
        return latencyNanos
                + network.jitterNanos()
                + from.world.host.extraLatencyNanos()
                + to.world.host.extraLatencyNanos();
    }

    private void append(long timeNanos) {
        if (frames == times.length) {
            long[] grown = Arrays.copyOf(times, 2 * frames);
            // What had wrapped round to the front goes behind the old end.
            System.arraycopy(times, 0, grown, frames, first);
            times = grown;
        }
        times[(first + frames++) & (times.length - 1)] = timeNanos;
    }

    private long now() {
        return network.timeline.nowNanos();
    }
}
