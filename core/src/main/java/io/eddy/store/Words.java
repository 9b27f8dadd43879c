package io.eddy.store;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The words of a text, as they are compared: without case and without accents. */
final class Words {
    /** What a snippet shows around the first word that was found. */
    private static final int SNIPPET_CHARACTERS = 80;

    private static final int SNIPPET_LEAD = 30;

    private Words() {}

    /** One word, and where in the text it stands. */
    record Word(String folded, int start, int end) {}

    /** Runs of letters and digits, as SQLite's {@code unicode61} takes them. */
    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            boolean inside = isInWord(text.codePointAt(at), start >= 0);
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                words.add(new Word(folded(text.substring(start, at)), start, at));
                start = -1;
            }
        }
        if (start >= 0) {
            words.add(new Word(folded(text.substring(start)), start, text.length()));
        }
        return words;
    }

    /** The part of a text where the first such word stands. */
    static String snippet(String text, Predicate<String> wanted) {
        int first = of(text).stream()
                .filter(word -> wanted.test(word.folded()))
                .mapToInt(Word::start)
                .findFirst()
                .orElse(0);
        int start = first <= SNIPPET_LEAD ? 0 : wordStart(text, first - SNIPPET_LEAD);
        int end = Math.min(text.length(), start + SNIPPET_CHARACTERS);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        return (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
    }

    /** The first beginning of a word from here on, and before long; else here. */
    private static int wordStart(String text, int from) {
        for (int at = from; at < from + SNIPPET_LEAD / 2; at++) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    private static boolean isInWord(int point, boolean behindOne) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK -> behindOne;
            case Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.PRIVATE_USE -> true;
            default -> Character.isLetterOrDigit(point);
        };
    }

    private static String folded(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
