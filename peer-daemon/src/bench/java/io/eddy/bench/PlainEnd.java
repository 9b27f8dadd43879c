package io.eddy.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One end of the hand-written loop: reads what there is, finds where its frames end, and writes all of them back at
 * once. There is no less that a selector loop could do.
 */
final class PlainEnd implements Runnable {
    private static final int READ_BYTES = 256 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final @Nullable Gauge gauge;
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private final ByteBuffer out;
    private volatile boolean closing;

    /** An end that begins with the load's frames when it has a gauge, and else only answers. */
    PlainEnd(SocketChannel channel, Load load, @Nullable Gauge gauge) throws IOException {
        this.channel = channel;
        this.gauge = gauge;
        out = ByteBuffer.allocateDirect(load.frameBytes() * load.inFlight());
        selector = Selector.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, SelectionKey.OP_READ);
        for (int i = 0; gauge != null && i < load.inFlight(); i++) {
            out.putInt(load.bodyBytes()).position(out.position() + load.bodyBytes());
        }
    }

    @Override
    public void run() {
        try (selector;
                channel) {
            write();
            while (!closing) {
                selector.select(this::onReady);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        closing = true;
        selector.wakeup();
    }

    private void onReady(SelectionKey ready) {
        try {
            if (ready.isReadable()) {
                closing |= channel.read(in) < 0;
                returnFrames();
            }
            write();
        } catch (IOException e) {
            closing = true; // The other end was closed first.
        }
    }

    private void returnFrames() {
        in.flip();
        int end = 0;
        int frames = 0;
        while (in.limit() - end >= Integer.BYTES) {
            int next = end + Integer.BYTES + in.getInt(end);
            if (next > in.limit()) {
                break;
            }
            end = next;
            frames++;
        }
        if (gauge != null && frames > 0) {
            gauge.echoed(frames);
        }
        int limit = in.limit();
        out.put(in.limit(end));
        in.limit(limit).compact();
    }

    private void write() throws IOException {
        channel.write(out.flip());
        out.compact();
        int ops = out.position() > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != ops) {
            key.interestOps(ops);
        }
    }
}
