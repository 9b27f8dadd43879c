package io.eddy.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lines of UTF-8 from a stream that blocks, handed to a loop. A thread of its own reads; it waits when the loop does
 * not keep up. A daemon thread, because nothing wakes it from reading standard input.
 */
public final class LineSource implements AutoCloseable {

    /** Takes lines, each in a turn of its own. */
    public interface Receiver {
        /** A line without its end. Bytes that are no UTF-8 are shown as replacement characters. */
        void onLine(String line);

        /** A line was longer than {@link #MAX_LINE_BYTES}. None of it was kept. */
        void onLineTooLong();

        /** There are no more lines. Called once. */
        void onEnd();
    }

    /** The longest line, without its end: four times the longest text of a message. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    /** Lines read ahead of the loop. A guess: enough for one to be at hand whenever the loop has time. */
    private static final int LINES_AHEAD = 256;

    private static final int LINES_A_TURN = 64;

    private final EventLoop loop;
    private final Receiver receiver;
    private final InputStream in;
    private final BlockingQueue<Runnable> ready = new ArrayBlockingQueue<>(LINES_AHEAD);
    private final AtomicBoolean handing = new AtomicBoolean();
    private final Runnable hand = this::hand;
    private final Thread thread;
    private volatile boolean closed;

    private LineSource(EventLoop loop, String threadName, InputStream in, Receiver receiver) {
        this.loop = loop;
        this.in = in;
        this.receiver = receiver;
        thread = new Thread(this::read, threadName);
        thread.setDaemon(true);
    }

    /** Begins to read. */
    public static LineSource start(EventLoop loop, String threadName, InputStream in, Receiver receiver) {
        LineSource source = new LineSource(loop, threadName, in, receiver);
        source.thread.start();
        return source;
    }

    /** Hands over nothing more. The thread ends as soon as the stream lets it. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void read() {
        byte[] buffer = new byte[8 * 1024];
        Line line = new Line();
        try {
            for (int count = in.read(buffer); count >= 0 && !closed; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        give(line.take());
                    } else {
                        line.add(buffer[i]);
                    }
                }
            }
        } catch (IOException e) {
            // A stream that cannot be read has no more lines.
        } catch (InterruptedException e) {
            return; // Closed.
        }
        try {
            if (!line.isEmpty()) {
                give(line.take());
            }
            give(receiver::onEnd);
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void give(Runnable said) throws InterruptedException {
        ready.put(said);
        handOver();
    }

    private void handOver() {
        if (handing.compareAndSet(false, true)) {
            loop.post(hand);
        }
    }

    private void hand() {
        handing.set(false);
        for (int left = LINES_A_TURN; left > 0 && !closed; left--) {
            Runnable next = ready.poll();
            if (next == null) {
                return;
            }
            next.run();
        }
        if (!closed && !ready.isEmpty()) {
            handOver();
        }
    }

    /** The line that is being read. */
    private final class Line {
        private byte[] bytes = new byte[256];
        private int length;

        void add(byte value) {
            if (length == bytes.length && length <= MAX_LINE_BYTES) {
                bytes = java.util.Arrays.copyOf(bytes, Math.min(2 * length, MAX_LINE_BYTES + 1));
            }
            if (length < bytes.length) {
                bytes[length++] = value;
            }
        }

        boolean isEmpty() {
            return length == 0;
        }

        Runnable take() {
            boolean carriage = length > 0 && bytes[length - 1] == '\r';
            int end = carriage ? length - 1 : length;
            length = 0;
            if (end > MAX_LINE_BYTES) {
                bytes = new byte[256];
                return receiver::onLineTooLong;
            }
            String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
            return () -> receiver.onLine(line);
        }
    }
}
