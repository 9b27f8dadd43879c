package io.eddy.daemon;

import io.eddy.Rejected;
import java.util.Optional;

/** The arguments of a command as they were typed, taken from left to right. */
public final class Arguments {
    private final String usage;
    private String rest;

    /**
     * The arguments of one line.
     *
     * @param usage the command's form, for a sentence about what is wrong
     * @param rest everything after the command's name, from the blank on
     */
    Arguments(String usage, String rest) {
        this.usage = usage;
        this.rest = rest;
    }

    /** The next word. */
    public String word(String what) {
        return optionalWord().orElseThrow(() -> new Rejected(what + " is missing: " + usage));
    }

    public Optional<String> optionalWord() {
        String words = rest.stripLeading();
        if (words.isEmpty()) {
            rest = "";
            return Optional.empty();
        }
        int end = 0;
        while (end < words.length() && !Character.isWhitespace(words.charAt(end))) {
            end++;
        }
        rest = words.substring(end);
        return Optional.of(words.substring(0, end));
    }

    /** The name of a file, with quotes and backslashes as a shell takes them. */
    public String file() {
        rest = rest.stripLeading();
        if (rest.isEmpty()) {
            throw new Rejected("FILE is missing: " + usage);
        }
        ShellWord word =
                ShellWord.first(rest).orElseThrow(() -> new Rejected("a quote or a backslash has no end: " + usage));
        rest = rest.substring(word.length());
        return word.text();
    }

    /** Everything after one blank, as it stands. */
    public String text() {
        if (rest.length() < 2) {
            throw new Rejected("the text is missing: " + usage);
        }
        return rest.substring(1);
    }

    /** What to say of a word that is not among those that may stand there. */
    public Rejected wrong(String word, String right) {
        return new Rejected("'" + word + "' is " + right + ": " + usage);
    }

    /** Refuses what is left over. */
    public void end() {
        if (!rest.isBlank()) {
            throw new Rejected("'" + rest.strip() + "' is too much: " + usage);
        }
    }
}
