package io.eddy.daemon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Lines from a pipe or a file: UTF-8 whatever the locale, ended by a line feed, with or without a carriage return. */
final class LineInput implements Input {
    /**
     * Far above the longest message (a guess), so that a text that is too long is refused by the peer, which says why.
     */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int READ_BYTES = 8192;

    /** As much of a line that is too long as is needed to see which command it was. */
    private static final int BEGINNING_BYTES = 256;

    private final InputStream input;
    private final BooleanSupplier endsAtEnd;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    /**
     * Lines from a stream.
     *
     * @param endsAtEnd asked at the end of the stream, whether that ends the daemon
     */
    LineInput(InputStream input, BooleanSupplier endsAtEnd) {
        this.input = input;
        this.endsAtEnd = endsAtEnd;
    }

    @Override
    public void start(Lines lines, Completion completion, Path dataFolder) {
        Thread reader = new Thread(() -> read(lines), "eddy-input");
        reader.setDaemon(true);
        reader.start();
    }

    void read(Lines lines) {
        byte[] buffer = new byte[READ_BYTES];
        try {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    take(buffer[i], lines);
                }
            }
        } catch (IOException e) {
            Output.ERRORS.print("standard input cannot be read: " + e.getMessage() + "\n");
        }
        if (line.size() > 0) {
            flush(lines);
        }
        if (endsAtEnd.getAsBoolean()) {
            lines.end();
        }
    }

    private void take(byte next, Lines lines) {
        if (next == '\n') {
            flush(lines);
        } else if (line.size() < MAX_LINE_BYTES) {
            line.write(next);
        } else {
            tooLong = true;
        }
    }

    private void flush(Lines lines) {
        String text = line.toString(StandardCharsets.UTF_8);
        if (tooLong) {
            lines.tooLong(text.substring(0, BEGINNING_BYTES), MAX_LINE_BYTES);
        } else {
            lines.line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
        line.reset();
        tooLong = false;
    }

    /** A script needs no prompt. */
    @Override
    public void prompt(String conversation) {}

    /** The reader is a daemon thread: a read that waits for a script cannot be ended otherwise. */
    @Override
    public void close() {}
}
