package io.eddy.daemon;

import java.util.Optional;

/**
 * One word of a line, quoted as for a POSIX shell: nothing is special between single quotes; between double quotes a
 * backslash takes the meaning from {@code "}, {@code \\}, {@code $} and {@code `}; elsewhere from anything.
 *
 * @param text without the quotes
 * @param length with them
 */
record ShellWord(String text, int length) {
    private static final String ESCAPED_WITHIN_QUOTES = "\"\\$`";

    /** The word with which a line begins; empty when a quote or a backslash has no end. */
    static Optional<ShellWord> first(String line) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            int end = switch (line.charAt(at)) {
                case '\'' -> single(line, at, text);
                case '"' -> twofold(line, at, text);
                case '\\' -> escaped(line, at, text);
                default -> plain(line, at, text);
            };
            if (end < 0) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of(new ShellWord(text.toString(), at));
    }

    private static int plain(String line, int at, StringBuilder text) {
        text.append(line.charAt(at));
        return at + 1;
    }

    private static int escaped(String line, int at, StringBuilder text) {
        return at + 1 < line.length() ? plain(line, at + 1, text) : -1;
    }

    private static int single(String line, int at, StringBuilder text) {
        int end = line.indexOf('\'', at + 1);
        if (end >= 0) {
            text.append(line, at + 1, end);
        }
        return end < 0 ? -1 : end + 1;
    }

    private static int twofold(String line, int start, StringBuilder text) {
        int at = start + 1;
        while (at < line.length() && line.charAt(at) != '"') {
            boolean takes = line.charAt(at) == '\\'
                    && at + 1 < line.length()
                    && ESCAPED_WITHIN_QUOTES.indexOf(line.charAt(at + 1)) >= 0;
            at = plain(line, takes ? at + 1 : at, text);
        }
        return at < line.length() ? at + 1 : -1;
    }
}
