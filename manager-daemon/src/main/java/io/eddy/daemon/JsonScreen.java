package io.eddy.daemon;

import java.time.Clock;
import java.util.function.Consumer;

/** The screen for scripts: every report is one JSON object on one line. */
public final class JsonScreen implements Screen {
    private final Consumer<String> output;
    private final Clock clock;

    public JsonScreen(Consumer<String> output, Clock clock) {
        this.output = output;
        this.clock = clock;
    }

    @Override
    public void show(Report report) {
        output.accept(JsonLine.of(json -> {
                    json.field("event", report.event());
                    report.fields().accept(json);
                    json.field("at", clock.millis());
                })
                + "\n");
    }

    /** A script knows where its lines go. */
    @Override
    public void prompt(String conversation) {}
}
