package io.eddy.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** Lines from a terminal: edited, completed and remembered; what is printed meanwhile stands above the line. */
final class TerminalInput implements Input {
    /** Lines typed that are remembered across restarts (a guess). */
    private static final int MAX_HISTORY_LINES = 1000;

    private final Terminal terminal;
    private final LineReaderImpl reader;
    private volatile @Nullable Completion completion;
    private volatile String prompt = "> ";
    private volatile boolean closed;

    TerminalInput() throws IOException {
        terminal = TerminalBuilder.builder()
                .system(true)
                .provider("jni")
                .encoding(StandardCharsets.UTF_8)
                .nativeSignals(true)
                .build();
        // Text is taken as it stands: no quotes, no backslashes, and no history behind an exclamation mark.
        reader = (LineReaderImpl) LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("eddy")
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .completer(completer())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.HISTORY_FILE_SIZE, MAX_HISTORY_LINES)
                .build();
    }

    private Completer completer() {
        return (LineReader ignored, ParsedLine line, List<Candidate> candidates) -> {
            Completion current = completion;
            if (current != null) {
                List<String> before = line.words().subList(0, line.wordIndex());
                current.after(before).forEach(word -> candidates.add(new Candidate(word)));
            }
        };
    }

    boolean showsColours() {
        Integer colours = terminal.getNumericCapability(Capability.max_colors);
        return colours != null && colours > 1;
    }

    /** How wide it is now. */
    int columns() {
        int columns = terminal.getWidth();
        return columns > 0 ? columns : Integer.MAX_VALUE; // Some do not say.
    }

    /** Asks one question, before the lines begin; empty after Ctrl+C and Ctrl+D. */
    Optional<String> ask(String question) {
        try {
            return Optional.of(reader.readLine(question).strip());
        } catch (UserInterruptException | EndOfFileException e) {
            return Optional.empty();
        } finally {
            forgetAnswer();
        }
    }

    /** What comes back with the arrow keys are lines of the conversation, not answers. */
    private void forgetAnswer() {
        try {
            reader.getHistory().purge();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints above the line that is being typed. */
    void print(String text) {
        reader.printAbove(text);
    }

    @Override
    public void start(Lines lines, Completion newCompletion, Path dataFolder) {
        completion = newCompletion;
        remember(dataFolder.resolve("history"));
        Thread thread = new Thread(() -> read(lines), "eddy-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void remember(Path file) {
        reader.setVariable(LineReader.HISTORY_FILE, file);
        try {
            reader.getHistory().attach(reader);
            reader.getHistory().load();
        } catch (IOException e) {
            Output.ERRORS.print("lines typed earlier cannot be read: " + e.getMessage() + "\n");
        }
    }

    private void read(Lines lines) {
        while (!closed) {
            try {
                // Pasted text may hold many lines; each is one of the operator's.
                reader.readLine(prompt).lines().forEach(lines::line);
            } catch (UserInterruptException e) {
                lines.interrupted();
                return;
            } catch (EndOfFileException e) {
                lines.end();
                return;
            }
        }
    }

    @Override
    public void prompt(String conversation) {
        prompt = conversation + "> ";
        reader.setPrompt(prompt);
        if (reader.isReading()) {
            reader.callWidget(LineReader.REDISPLAY);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (reader.isReading()) {
            // The prompt of a line that nobody will type.
            terminal.puts(Capability.carriage_return);
            terminal.puts(Capability.clr_eol);
            terminal.flush();
        }
        try {
            terminal.close();
        } catch (IOException e) {
            Output.ERRORS.print("the terminal cannot be reset: " + e.getMessage() + "\n");
        }
    }
}
