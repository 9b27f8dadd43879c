package io.eddy;

/** What was asked for cannot be done; the message is a sentence for the operator, and nothing has changed. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Rejected(String sentence) {
        super(sentence, null, false, false);
    }

    /** What is wrong, and what would be right. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
