package io.eddy.daemon;

import java.time.Clock;
import java.util.function.Consumer;

/** The screen for a person: every report is a few lines, or none. */
public final class PersonScreen implements Screen {
    private final Consumer<String> output;
    private final Consumer<String> prompt;
    private final boolean colours;
    private final Clock clock;

    /**
     * A screen that writes to an output.
     *
     * @param prompt told the conversation that the prompt is to name
     * @param clock with the time zone in which times are shown
     */
    public PersonScreen(Consumer<String> output, Consumer<String> prompt, boolean colours, Clock clock) {
        this.output = output;
        this.prompt = prompt;
        this.colours = colours;
        this.clock = clock;
    }

    @Override
    public void show(Report report) {
        Page page = new Page(colours, clock.getZone(), clock.millis());
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
