package io.eddy.store;

import java.util.List;
import java.util.Optional;

/**
 * Which rows of a table are wanted by the words of their prose: those that have all of these words.
 *
 * @param words as they are compared
 * @param lastBegins whether a word that begins like the last one will do: it may still be being typed
 * @param limit no more rows than these, the best ones
 */
public record Search<R>(Table<R> table, List<String> words, boolean lastBegins, int limit) {
    /** More words than anybody remembers of a message. */
    public static final int MAX_WORDS = 16;
    /** More than anybody looks through. */
    public static final int MAX_ROWS = 1_000;

    private static final int MAX_WORD_CHARACTERS = 64;
    /** A single letter begins too many words to be of use. */
    private static final int LEAST_BEGINNING = 2;

    /**
     * A row that was found.
     *
     * @param snippet the part of its prose where a word was found
     */
    public record Hit<R>(R row, String snippet) {}

    public Search {
        words = List.copyOf(words);
        if (table.prose().isEmpty() || words.isEmpty() || limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("no search of " + table.name() + " for " + words);
        }
    }

    /** What a person typed, as a search; nothing when there is no word in it. */
    public static <R> Optional<Search<R>> of(Table<R> table, String typed, int limit) {
        List<Words.Word> found = Words.of(typed);
        List<String> words = found.stream()
                .map(Words.Word::folded)
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, Math.min(word.length(), MAX_WORD_CHARACTERS)))
                .limit(MAX_WORDS)
                .toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        boolean open = found.get(found.size() - 1).end() == typed.length()
                && words.get(words.size() - 1).length() >= LEAST_BEGINNING;
        return Optional.of(new Search<>(table, words, open, limit));
    }

    /** It, with the part of its prose that shows why it was found. */
    public Hit<R> hit(R row) {
        return new Hit<>(row, Words.snippet(prose(row), this::isWanted));
    }

    /** How well a row fits: how much of it is what was wanted; 0 if a word is missing. */
    double fit(R row) {
        List<String> all = Words.of(prose(row)).stream().map(Words.Word::folded).toList();
        for (int i = 0; i < words.size(); i++) {
            int wanted = i;
            if (all.stream().noneMatch(word -> matches(wanted, word))) {
                return 0;
            }
        }
        return (double) all.stream().filter(this::isWanted).count() / all.size();
    }

    private boolean isWanted(String word) {
        for (int i = 0; i < words.size(); i++) {
            if (matches(i, word)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int wanted, String word) {
        return (lastBegins && wanted == words.size() - 1)
                ? word.startsWith(words.get(wanted))
                : word.equals(words.get(wanted));
    }

    private String prose(R row) {
        return (String) table.values(row).get(table.prose().orElseThrow());
    }
}
