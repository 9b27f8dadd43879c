package io.eddy.daemon;

import java.util.function.Consumer;

/**
 * One thing to tell the operator: the fields that a script reads, and the lines that a person does.
 *
 * @param event its name for scripts
 */
public record Report(String event, Consumer<JsonLine> fields, Consumer<Page> lines) {

    /** A report that only scripts need: a person sees the same in other ways. */
    public static Report forScripts(String event, Consumer<JsonLine> fields) {
        return new Report(event, fields, page -> {});
    }
}
