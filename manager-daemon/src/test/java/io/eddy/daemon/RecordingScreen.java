package io.eddy.daemon;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a script and a person would have seen of the same reports, on a clock that stands at 14:02. */
public final class RecordingScreen implements Screen {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T14:02:00Z"), ZoneOffset.UTC);

    private final List<String> forScripts = new ArrayList<>();
    private final StringBuilder forPerson = new StringBuilder();
    private final List<String> prompts = new ArrayList<>();
    private final Screen json = new JsonScreen(forScripts::add, CLOCK);
    private final Screen person = new PersonScreen(forPerson::append, prompts::add, false, CLOCK);

    @Override
    public synchronized void show(Report report) {
        json.show(report);
        person.show(report);
    }

    @Override
    public synchronized void prompt(String conversation) {
        person.prompt(conversation);
    }

    /** The lines so far, without the time, which stands still. */
    public synchronized List<String> json() {
        return forScripts.stream()
                .map(line -> line.replace(",\"at\":1795269720000}\n", "}"))
                .toList();
    }

    public synchronized String text() {
        return forPerson.toString();
    }

    public synchronized List<String> prompts() {
        return List.copyOf(prompts);
    }

    /** What a person sees of one report. */
    public static String text(Report report) {
        RecordingScreen screen = new RecordingScreen();
        screen.show(report);
        return screen.text();
    }

    /** What a script reads of one report. */
    public static String json(Report report) {
        RecordingScreen screen = new RecordingScreen();
        screen.show(report);
        return screen.json().get(0);
    }
}
