package io.eddy.registry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** What a peer may be called: 1 to 32 letters or digits of any script, {@code - _ .}; first a letter. */
public final class PeerName {
    public static final int MAX_LENGTH = 32;

    /** The longest name in UTF-8: four bytes a letter. */
    public static final int MAX_BYTES = 4 * MAX_LENGTH;

    private PeerName() {}

    /** What is wrong with a name and what would be right; nothing when it may be used. */
    public static Optional<String> complaint(String name) {
        if (name.isEmpty()) {
            return Optional.of("a name has 1 to " + MAX_LENGTH + " letters or digits");
        }
        // Length first: what is cheap to send must be cheap to refuse.
        if (name.length() > 2 * MAX_LENGTH || name.codePointCount(0, name.length()) > MAX_LENGTH) {
            return Optional.of("a name has at most " + MAX_LENGTH + " letters or digits, this one has "
                    + name.codePointCount(0, name.length()));
        }
        if (!Character.isLetter(name.codePointAt(0))) {
            return Optional.of("a name begins with a letter");
        }
        String folded = folded(name);
        if (folded.codePointCount(0, folded.length()) > MAX_LENGTH) {
            return Optional.of(
                    "a name has at most " + MAX_LENGTH + " letters or digits, with its ligatures written out");
        }
        boolean allowed = name.codePoints().allMatch(PeerName::isAllowed);
        return allowed
                ? Optional.empty()
                : Optional.of("a name has only letters, digits, '-', '_' and '.', and begins with a letter");
    }

    /** The form by which names are compared: NFKC, then case folding (Unicode TR 15, TR 36). */
    public static String folded(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
        // Upper case first folds letters whose lower case alone differs, such as the two small sigmas.
        String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static boolean isAllowed(int letter) {
        int type = Character.getType(letter);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return Character.isLetterOrDigit(letter) || mark || letter == '-' || letter == '_' || letter == '.';
    }
}
