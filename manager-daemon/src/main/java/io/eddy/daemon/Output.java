package io.eddy.daemon;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Text on its way out of the process, in UTF-8 whatever the locale. A thread of its own writes it, so that a reader
 * that does not read holds up nothing but its own text.
 */
public final class Output implements AutoCloseable {
    /** The log and the reason of a failure. */
    public static final Output ERRORS = new Output(new FileOutputStream(FileDescriptor.err));

    /** What is kept for a slow reader: some 100,000 lines of a script's events (a guess). */
    static final int MAX_QUEUED_CHARS = 16 << 20;

    /** How long a reader that does not read may hold up the end. */
    private static final Duration LATEST_END = Duration.ofSeconds(2);

    /** Where the text ends up. */
    interface Sink {
        void write(String text) throws IOException;
    }

    private final Sink sink;
    private final Deque<String> queue = new ArrayDeque<>();
    private int queuedChars;
    private long lost;
    private boolean writing;
    private boolean closed;
    private @Nullable Thread writer;

    Output(Sink sink) {
        this.sink = sink;
    }

    Output(OutputStream stream) {
        this(text -> {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        });
    }

    /** The process's standard output. */
    public static Output standard() {
        return new Output(new FileOutputStream(FileDescriptor.out));
    }

    /** Prints whole lines, soon. What does not fit the queue is lost, and counted. */
    public synchronized void print(String lines) {
        if (closed || queuedChars + lines.length() > MAX_QUEUED_CHARS) {
            lost++;
            return;
        }
        if (writer == null) {
            writer = new Thread(this::write, "eddy-output");
            writer.setDaemon(true);
            writer.start();
        }
        queue.add(lines);
        queuedChars += lines.length();
        notifyAll();
    }

    synchronized int queuedChars() {
        return queuedChars;
    }

    /** Waits until everything is written, or a reader that does not read has had its time. */
    public synchronized void drain() {
        long end = System.nanoTime() + LATEST_END.toNanos();
        try {
            for (long left = end - System.nanoTime(); isBusy() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drains, and prints nothing more. */
    @Override
    public synchronized void close() {
        drain();
        closed = true;
        notifyAll();
    }

    private synchronized boolean isBusy() {
        return writing || !queue.isEmpty();
    }

    private void write() {
        try {
            for (String text = take(); !text.isEmpty(); text = take()) {
                sink.write(text);
            }
        } catch (IOException e) {
            // The reader is gone, and with it whom to tell. The daemon serves others, so it goes on.
            discard();
        } catch (InterruptedException e) {
            discard();
        }
    }

    /** Everything that waits, as one text; empty at the end. */
    private synchronized String take() throws InterruptedException {
        writing = false;
        notifyAll();
        while (queue.isEmpty() && !closed) {
            wait();
        }
        writing = true;
        String text = String.join("", queue);
        queue.clear();
        queuedChars = 0;
        if (lost > 0 && this != ERRORS) {
            ERRORS.print(lost + " reports were lost, because standard output was not read\n");
            lost = 0;
        }
        return text;
    }

    private synchronized void discard() {
        closed = true;
        writing = false;
        queue.clear();
        queuedChars = 0;
        notifyAll();
    }
}
