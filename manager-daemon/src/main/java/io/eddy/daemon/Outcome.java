package io.eddy.daemon;

import java.util.List;
import java.util.function.Consumer;

/**
 * What came of a command: the reports that answer it, and what it made.
 *
 * @param made fields of the command's result
 */
public record Outcome(List<Report> answers, Consumer<JsonLine> made, Consumer<Page> lines) {

    /** It was done, and there is nothing to tell. */
    public static Outcome done() {
        return new Outcome(List.of(), json -> {}, page -> {});
    }

    public static Outcome answer(Report report) {
        return new Outcome(List.of(report), json -> {}, page -> {});
    }

    public static Outcome made(Consumer<JsonLine> fields, Consumer<Page> lines) {
        return new Outcome(List.of(), fields, lines);
    }
}
