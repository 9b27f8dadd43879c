package io.eddy.peer;

import io.eddy.daemon.JsonScreen;
import io.eddy.daemon.PersonScreen;
import io.eddy.daemon.Report;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Reports as they are shown at 14:02. */
final class Shown {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T14:02:00Z"), ZoneOffset.UTC);

    private Shown() {}

    /** The line without the time, which stands still. */
    static String json(Report report) {
        StringBuilder shown = new StringBuilder();
        new JsonScreen(shown::append, CLOCK).show(report);
        return shown.toString().replace(",\"at\":1795269720000}\n", "}");
    }

    static String text(Report report) {
        StringBuilder shown = new StringBuilder();
        new PersonScreen(shown::append, prompt -> {}, false, CLOCK).show(report);
        return shown.toString();
    }
}
