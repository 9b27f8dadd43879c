package io.eddy.engine;

import io.eddy.node.Channel;
import io.eddy.node.Closing;
import io.eddy.node.Link;
import io.eddy.node.Link.Lane;
import io.eddy.node.LinkHost;
import io.eddy.node.LinkProtocol;
import io.eddy.wire.Codec;
import io.eddy.wire.MalformedFrame;
import io.eddy.wire.TagTable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** A link protocol that keeps what happens to it, for a test to look at. */
final class Recorder implements LinkProtocol<Recorder.Blob, String> {
    static final int NUMBER = 7;
    static final int TAG = 1;

    /** Some number, and as many bytes as the test wants, each the number's lowest. */
    record Blob(int number, int size) {
        static final Codec<Blob> CODEC = Codec.of(
                (out, blob) -> {
                    out.i32(blob.number);
                    out.i32(blob.size);
                    byte[] filling = new byte[blob.size];
                    java.util.Arrays.fill(filling, (byte) blob.number);
                    out.raw(filling);
                },
                in -> {
                    Blob blob = new Blob(in.i32(), in.i32());
                    for (byte filling : in.raw(blob.size)) {
                        if (filling != (byte) blob.number) {
                            throw new MalformedFrame("a byte has changed");
                        }
                    }
                    return blob;
                });
    }

    static final Channel<Blob, String> CHANNEL =
            new Channel<>(NUMBER, "recorder", new TagTable<>(TagTable.row(TAG, Blob.class, Blob.CODEC)), String.class);

    final List<Link> ups = new CopyOnWriteArrayList<>();
    final List<Closing> downs = new CopyOnWriteArrayList<>();
    final List<Closing> mistakes = new CopyOnWriteArrayList<>();
    final List<String> timers = new CopyOnWriteArrayList<>();
    final AtomicInteger received = new AtomicInteger();
    final AtomicInteger lastNumber = new AtomicInteger(-1);
    final AtomicInteger outOfOrder = new AtomicInteger();
    final AtomicLong bytes = new AtomicLong();
    volatile BiConsumer<Link, Blob> onBlob = (link, blob) -> {};
    volatile BiConsumer<Link, LinkHost<Blob, String>> onUp = (link, host) -> {};

    private final LinkHost<Blob, String> host;

    Recorder(LinkHost<Blob, String> host) {
        this.host = host;
    }

    LinkHost<Blob, String> host() {
        return host;
    }

    /** Queues a blob in either lane. */
    static void write(Link link, Lane lane, Blob blob) {
        var out = link.begin(lane);
        out.u8(NUMBER);
        CHANNEL.tags().encode(blob, out);
        link.end();
    }

    void arm(String timer, Duration delay) {
        host.arm(timer, delay);
    }

    @Override
    public void start() {}

    @Override
    public void onLinkUp(Link link) {
        ups.add(link);
        onUp.accept(link, host);
    }

    @Override
    public void onLinkMessage(Link link, Blob blob) {
        if (blob.number() != lastNumber.getAndSet(blob.number()) + 1) {
            outOfOrder.incrementAndGet();
        }
        bytes.addAndGet(blob.size());
        received.incrementAndGet();
        onBlob.accept(link, blob);
    }

    @Override
    public void onHeard(Link link, int frameBytes) {}

    @Override
    public void onLinkDown(Link link, Closing why) {
        downs.add(why);
    }

    @Override
    public void onMistake(Link link, Closing why) {
        mistakes.add(why);
        link.hangUp(why);
    }

    @Override
    public void onTimer(String timer) {
        timers.add(timer);
    }
}
