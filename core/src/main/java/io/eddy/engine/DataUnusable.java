package io.eddy.engine;

import java.io.IOException;

/** A data folder, or a file in it, cannot be used; the message is a sentence for the operator. */
public final class DataUnusable extends IOException {
    private static final long serialVersionUID = 1L;

    public DataUnusable(String sentence) {
        super(sentence);
    }

    public DataUnusable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
