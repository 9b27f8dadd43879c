package io.eddy.peer;

import io.eddy.daemon.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Text as a Mermaid diagram may hold it, and how large a diagram may be. */
final class Mermaid {
    /** What Mermaid draws unless it is configured otherwise; a file cannot say so itself. */
    private static final int USUAL_LINKS = 500;

    private static final int USUAL_CHARACTERS = 50_000;

    /** Words that its grammars take for their own wherever they stand. */
    private static final Set<String> RESERVED = new TreeSet<>(List.of("end"));

    private Mermaid() {}

    /**
     * What Mermaid must be configured with to draw this diagram; nothing when it does so as it is.
     *
     * @param links of a graph, 0 of a sequence diagram: its arrows are not limited
     */
    static Optional<String> config(String diagram, int links) {
        int characters = diagram.length();
        return links <= USUAL_LINKS && characters <= USUAL_CHARACTERS
                ? Optional.empty()
                : Optional.of("{\"maxEdges\":" + Math.max(links, USUAL_LINKS) + ",\"maxTextSize\":"
                        + Math.max(characters, USUAL_CHARACTERS) + "}");
    }

    /** Tells people how to have a diagram drawn that needs this configuration. */
    static String hint(String config) {
        return "  larger than Mermaid draws unless it is told to: mmdc -c CONFIG with " + config
                + " in the file CONFIG";
    }

    /** Replaces all but letters, digits and blanks by entities, because any other sign may mean something there. */
    static String text(String piece) {
        StringBuilder text = new StringBuilder();
        Printable.escape(piece).codePoints().forEach(point -> append(text, point, RESERVED.contains(folded(piece))));
        return text.toString();
    }

    private static String folded(String piece) {
        return piece.toLowerCase(Locale.ROOT).strip();
    }

    private static void append(StringBuilder text, int point, boolean reserved) {
        if (!reserved && isPlain(point)) {
            text.appendCodePoint(point);
        } else {
            text.append('#').append(point).append(';');
        }
    }

    private static boolean isPlain(int point) {
        int type = Character.getType(point);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return Character.isLetterOrDigit(point) || mark || point == ' ' || point == '.' || point == '_';
    }
}
