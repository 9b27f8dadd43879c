package io.eddy.bench;

import io.eddy.entry.Group;
import io.eddy.sync.Audience;
import io.eddy.sync.SyncEvent;
import io.eddy.sync.SyncEvent.Carried;
import io.eddy.wire.Bytes;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Two peers' logs: an entry is acknowledged when its author knows that the other side has it durably, too. */
final class LogsPair implements Deliveries {
    private final int inFlight;
    private final LogsEnd author;
    private final LogsEnd recipient;
    private final Bytes group;
    private final BlockingQueue<Long> single = new ArrayBlockingQueue<>(1);

    // What follows is written on the author's loop.
    private volatile long written;
    private volatile long acknowledged;
    private boolean going;
    private long singleNanos;

    LogsPair(Path folder, int inFlight) throws Exception {
        this.inFlight = inFlight;
        author = new LogsEnd("author", folder.resolve("author.db"), this::onEvent);
        recipient = new LogsEnd("recipient", folder.resolve("recipient.db"), event -> {});
        group = Group.ofPair(author.self, recipient.self);
        author.follow(group, Audience.pair(author.self, recipient.self));
        recipient.follow(group, Audience.pair(author.self, recipient.self));
        author.dial(recipient);
    }

    @Override
    public String name() {
        return "Eddy, logs of two peers, " + inFlight + " in flight";
    }

    @Override
    public void begin() {
        author.loop.post(() -> {
            going = true;
            fill();
        });
    }

    @Override
    public void stop() throws InterruptedException {
        author.loop.post(() -> going = false);
        long before = -1;
        while (before != written || acknowledged < written) {
            before = written;
            Thread.sleep(10);
        }
    }

    @Override
    public long acknowledged() {
        return acknowledged;
    }

    @Override
    public long one() throws InterruptedException {
        author.loop.post(() -> {
            singleNanos = System.nanoTime();
            append();
        });
        Long took = single.poll(1, TimeUnit.MINUTES);
        if (took == null) {
            throw new IllegalStateException("an entry was not acknowledged in a minute");
        }
        return took;
    }

    @Override
    public void close() {
        author.close();
        recipient.close();
    }

    private void fill() {
        while (going && written - acknowledged < inFlight) {
            append();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes it.
    private void append() {
        written++;
        author.append(group, entry -> {});
    }

    private void onEvent(SyncEvent event) {
        if (event instanceof Carried carried && carried.carrier().equals(recipient.self)) {
            acknowledged = Math.max(acknowledged, carried.upTo().number());
            if (singleNanos != 0 && acknowledged == written) {
                single.offer(System.nanoTime() - singleNanos);
                singleNanos = 0;
            }
            author.loop.post(this::fill);
        }
    }
}
