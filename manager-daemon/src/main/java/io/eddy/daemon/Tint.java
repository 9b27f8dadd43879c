package io.eddy.daemon;

/** What a piece of text is to its reader, which a terminal may show by a colour. */
public enum Tint {
    PLAIN(""),
    NAME("1"),
    HEADING("4"),
    FAINT("2"),
    GOOD("32"),
    BAD("31"),
    RED_CARD("31");

    private final String code;

    Tint(String code) {
        this.code = code;
    }

    String around(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
