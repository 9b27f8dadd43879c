package io.eddy.daemon;

import io.eddy.Rejected;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jspecify.annotations.Nullable;

/** Who works the daemon: a person at a terminal, or a script at the other ends of pipes. */
public final class Operator implements AutoCloseable {
    private final Output output;
    private final Input input;
    private final Screen screen;
    private final @Nullable TerminalInput terminal;

    /** Takes hold of the process's standard input and output. */
    public Operator(DaemonOptions options) {
        terminal = options.json() || !isTerminal() ? null : openTerminal();
        if (terminal != null) {
            output = new Output(terminal::print);
            input = terminal;
        } else {
            output = Output.standard();
            input = new LineInput(
                    new FileInputStream(FileDescriptor.in),
                    () -> options.exitOnEof() || isTerminal(SystemStream.Input));
        }
        Clock clock = Clock.system(ZoneId.systemDefault());
        boolean colours = options.colours() && terminal != null && terminal.showsColours();
        screen = options.json()
                ? new JsonScreen(output::print, clock)
                : new PersonScreen(output::print, input::prompt, colours, clock, columns(terminal));
        if (terminal != null && isTerminal(SystemStream.Error)) {
            Logging.to(output);
        }
    }

    public Screen screen() {
        return screen;
    }

    /** Asks a person at a terminal; empty where there is none, and when the person gives up. */
    public Optional<String> ask(String question) {
        return terminal == null ? Optional.empty() : terminal.ask(question);
    }

    public boolean isPerson() {
        return terminal != null;
    }

    /**
     * Hands over what is typed until the daemon is asked to end, closes it, and gives the exit code.
     *
     * @param names what a command that takes a peer may be completed with
     */
    public int serve(
            Console console, Supplier<Collection<String>> names, Path dataFolder, Ending ending, Runnable closeDaemon) {
        input.start(console, new Completion(console.commands(), names), dataFolder);
        return ending.await(() -> {
            try {
                closeDaemon.run();
            } finally {
                console.close();
                close();
            }
        });
    }

    /** Writes what is left to write, and gives the terminal back as it was. */
    @Override
    public void close() {
        output.close();
        Logging.to(Output.ERRORS);
        input.close();
        Output.ERRORS.drain();
    }

    /** What is written to a file or a pipe is as wide as it is. */
    private static IntSupplier columns(@Nullable TerminalInput terminal) {
        return terminal == null ? () -> Integer.MAX_VALUE : terminal::columns;
    }

    private static TerminalInput openTerminal() {
        try {
            return new TerminalInput();
        } catch (IOException e) {
            throw new Rejected("the terminal cannot be used: " + e.getMessage());
        }
    }

    /** Both ends of the console are one terminal. Cheap: without a terminal nothing of JLine is loaded. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .filter(Operator::isTerminal)
                .isPresent();
    }

    /** From JDK 22 on there may be a console without a terminal, and a method to tell. */
    private static boolean isTerminal(java.io.Console console) {
        try {
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static boolean isTerminal(SystemStream stream) {
        try {
            return TerminalProvider.load("jni").isSystemStream(stream);
        } catch (IOException e) {
            return false;
        }
    }
}
