package io.eddy.daemon;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The screen for a person: every report is a few lines, or none. */
public final class PersonScreen implements Screen {
    private final Consumer<String> output;
    private final Consumer<String> prompt;
    private final boolean colours;
    private final Clock clock;
    private final IntSupplier columns;

    /** A screen that writes to a file or a pipe, in lines of any length. */
    public PersonScreen(Consumer<String> output, Consumer<String> prompt, boolean colours, Clock clock) {
        this(output, prompt, colours, clock, () -> Integer.MAX_VALUE);
    }

    /**
     * A screen that writes to an output.
     *
     * @param prompt told the conversation that the prompt is to name
     * @param clock with the time zone in which times are shown
     * @param columns how wide it is now
     */
    PersonScreen(Consumer<String> output, Consumer<String> prompt, boolean colours, Clock clock, IntSupplier columns) {
        this.output = output;
        this.prompt = prompt;
        this.colours = colours;
        this.clock = clock;
        this.columns = columns;
    }

    @Override
    public void show(Report report) {
        Page page = new Page(colours, columns.getAsInt(), clock.getZone(), clock.millis());
        report.lines().accept(page);
        String text = page.toString();
        if (!text.isEmpty()) {
            output.accept(text);
        }
    }

    @Override
    public void prompt(String conversation) {
        prompt.accept(Printable.escape(conversation));
    }
}
