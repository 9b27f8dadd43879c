package io.eddy.peer;

import io.eddy.daemon.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Text as a Mermaid diagram may hold it. */
final class Mermaid {
    /** Words that its grammars take for their own wherever they stand. */
    private static final Set<String> RESERVED = new TreeSet<>(List.of("end"));

    private Mermaid() {}

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
