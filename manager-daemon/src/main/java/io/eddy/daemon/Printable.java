package io.eddy.daemon;

import java.util.HexFormat;

/**
 * Text that came from elsewhere, made safe to show: nothing in it moves the cursor, hides, or turns other text around.
 */
public final class Printable {
    private Printable() {}

    /**
     * Replaces control and format characters, line and paragraph separators, unassigned characters and halves of
     * surrogate pairs by {@code \}{@code uXXXX}, one for each UTF-16 unit. Inside a JSON string that means the same
     * text.
     */
    public static String escape(String text) {
        int firstUnsafe = 0;
        while (firstUnsafe < text.length() && isPlain(text.charAt(firstUnsafe))) {
            firstUnsafe++;
        }
        if (firstUnsafe == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, firstUnsafe);
        text.codePoints().skip(firstUnsafe).forEach(point -> append(safe, point));
        return safe.toString();
    }

    private static boolean isPlain(char unit) {
        return unit >= ' ' && unit < 0x7f;
    }

    private static void append(StringBuilder safe, int point) {
        if (isSafe(point)) {
            safe.appendCodePoint(point);
            return;
        }
        for (char unit : Character.toChars(point)) {
            safe.append("\\u").append(HexFormat.of().toHexDigits(unit));
        }
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
