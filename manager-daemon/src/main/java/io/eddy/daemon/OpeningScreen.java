package io.eddy.daemon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A screen on which one report is the first, though others may come while the daemon still starts. Used on the daemon's
 * thread alone.
 */
public final class OpeningScreen implements Screen {
    private final Screen screen;

    /** What came too early; no longer needed once the screen is open. */
    private @Nullable List<Report> early = new ArrayList<>();

    public OpeningScreen(Screen screen) {
        this.screen = screen;
    }

    /** Shows the first report, and then what came before it. */
    public void open(Report first) {
        List<Report> waiting = early == null ? List.of() : early;
        early = null;
        screen.show(first);
        waiting.forEach(screen::show);
    }

    @Override
    public void show(Report report) {
        if (early == null) {
            screen.show(report);
        } else {
            early.add(report);
        }
    }

    @Override
    public void prompt(String conversation) {
        screen.prompt(conversation);
    }
}
