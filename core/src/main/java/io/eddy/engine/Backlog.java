package io.eddy.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The batches that are not yet durable, on their way from the loop's thread to the store's. */
final class Backlog {
    /** About a second of work for the disk: whoever asks for more is better refused than kept waiting. */
    static final int MAX_WRITES = 65_536;
    /** The share of a small machine's memory that a full disk may take from us. */
    static final long MAX_BYTES = 64 << 20;
    /** A commit of so many rows takes about 50 ms, and nobody in it is answered before its end. */
    static final int MAX_WRITES_A_COMMIT = 8_192;
    /** The same for large rows. */
    static final long MAX_BYTES_A_COMMIT = 8 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Batch> queue = new ArrayDeque<>();
    private boolean ended;

    private long writes;
    private long bytes;

    static boolean hasRoom(long writes, long bytes) {
        return writes < MAX_WRITES && bytes < MAX_BYTES;
    }

    void add(Batch batch) {
        lock.lock();
        try {
            queue.add(batch);
            writes += batch.writes().size();
            bytes += batch.bytes();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for batches and says which the next commit holds, at least one; none when this backlog has ended. Those
     * that only read do not wait for the commit of those behind them.
     */
    List<Batch> next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !ended) {
                changed.awaitUninterruptibly();
            }
            List<Batch> group = new ArrayList<>();
            int groupWrites = 0;
            long groupBytes = 0;
            for (Batch batch : queue) {
                groupWrites += batch.writes().size();
                groupBytes += batch.bytes();
                boolean fits = groupWrites <= MAX_WRITES_A_COMMIT && groupBytes <= MAX_BYTES_A_COMMIT;
                boolean firstWrites =
                        groupWrites > 0 && groupWrites == batch.writes().size();
                if ((!fits || firstWrites) && !group.isEmpty()) {
                    break;
                }
                group.add(batch);
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** These, the first, are durable: they leave. */
    void settle(List<Batch> group) {
        lock.lock();
        try {
            for (Batch batch : group) {
                queue.remove();
                writes -= batch.writes().size();
                bytes -= batch.bytes();
            }
        } finally {
            lock.unlock();
        }
    }

    /** All writes that have not become durable. */
    List<Write> left() {
        lock.lock();
        try {
            return queue.stream().flatMap(batch -> batch.writes().stream()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is room beside what the loop still gathers. */
    boolean hasRoomBeside(Batch gathering) {
        lock.lock();
        try {
            return hasRoom(writes + gathering.writes().size(), bytes + gathering.bytes());
        } finally {
            lock.unlock();
        }
    }

    /** No batch comes any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until the end; says whether it has ended. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
