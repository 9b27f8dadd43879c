package io.eddy.bench;

import io.eddy.Peer;
import io.eddy.PeerConfig;
import io.eddy.PeerEvent;
import io.eddy.PeerEvent.Delivered;
import io.eddy.node.Endpoint;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Two whole peers: a direct message, sealed, is acknowledged when its author is told that it is delivered. */
final class PeersPair implements Deliveries {
    private static final Endpoint ANYWHERE = new Endpoint("127.0.0.1", 0);
    private static final String TEXT = "x".repeat(LogsEnd.TEXT_BYTES);

    private final int inFlight;
    private final Peer author;
    private final Peer recipient;
    private final Semaphore room;
    private final AtomicLong delivered = new AtomicLong();
    private final BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
    private volatile boolean going;
    private Thread sender = new Thread(this::send);

    PeersPair(Path folder, int inFlight) throws Exception {
        this.inFlight = inFlight;
        room = new Semaphore(inFlight);
        author = Peer.start(PeerConfig.in(folder.resolve("author"), "author")
                .onLan(false)
                .listeningOn(ANYWHERE)
                .onEvent(this::onEvent));
        recipient = Peer.start(PeerConfig.in(folder.resolve("recipient"), "recipient")
                .onLan(false)
                .listeningOn(ANYWHERE)
                .peer(author.listening()));
        while (!isKnown(author, "recipient") || !isKnown(recipient, "author")) {
            Thread.sleep(50);
        }
        recipient.send("author", TEXT).get(); // Of a stranger, nobody takes as much as is sent here.
        one();
    }

    private static boolean isKnown(Peer to, String name) throws InterruptedException, ExecutionException {
        return to.known().get().stream().anyMatch(peer -> peer.name().equals(name));
    }

    @Override
    public String name() {
        return "Eddy, two whole peers, " + inFlight + " in flight";
    }

    @Override
    public void begin() {
        going = true;
        sender = new Thread(this::send, "sender");
        sender.start();
    }

    @Override
    public void stop() throws InterruptedException {
        going = false;
        sender.join();
        room.acquire(inFlight);
        room.release(inFlight);
    }

    @Override
    public long acknowledged() {
        return delivered.get();
    }

    @Override
    public long one() throws Exception {
        arrivals.clear();
        long startNanos = System.nanoTime();
        room.acquire();
        author.send("recipient", TEXT).get();
        Long endNanos = arrivals.poll(1, TimeUnit.MINUTES);
        if (endNanos == null) {
            throw new IllegalStateException("a message was not delivered in a minute");
        }
        return endNanos - startNanos;
    }

    @Override
    public void close() {
        author.close();
        recipient.close();
    }

    private void send() {
        while (going) {
            room.acquireUninterruptibly();
            author.send("recipient", TEXT).exceptionally(refused -> {
                room.release();
                return null;
            });
        }
    }

    private void onEvent(PeerEvent event) {
        if (event instanceof Delivered) {
            delivered.incrementAndGet();
            room.release();
            if (!going) {
                arrivals.offer(System.nanoTime());
            }
        }
    }
}
