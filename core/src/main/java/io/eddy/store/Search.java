package io.eddy.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which rows of a table are wanted by the words of their prose: those that have all of these words.
 *
 * @param words as they were typed: each store compares them as it does those of the rows
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
        List<Words.Word> found = Words.of(typed).stream()
                .filter(word -> !word.folded().isEmpty())
                .limit(MAX_WORDS)
                .toList();
        List<String> words = found.stream()
                .map(word -> typed.substring(word.start(), Math.min(word.end(), word.start() + MAX_WORD_CHARACTERS)))
                .toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Words.Word last = found.get(found.size() - 1);
        boolean open = last.end() == typed.length() && last.folded().length() >= LEAST_BEGINNING;
        return Optional.of(new Search<>(table, words, open, limit));
    }

    /** It, with the part of its prose that shows why it was found. */
    public Hit<R> hit(R row) {
        List<String> wanted = wanted();
        return new Hit<>(row, Words.snippet(prose(row), word -> isWanted(wanted, word)));
    }

    /** Of these rows the best, the one first that has the least else. */
    public List<Hit<R>> best(List<R> rows) {
        record Fit<R>(R row, double fit) {}
        List<String> wanted = wanted();
        return rows.stream()
                .map(row -> new Fit<>(row, fit(row, wanted)))
                .sorted(Comparator.comparingDouble(found -> -found.fit()))
                .limit(limit)
                .map(found -> hit(found.row()))
                .toList();
    }

    /** Whether a row has all the words. */
    boolean isIn(R row) {
        return fit(row, wanted()) > 0;
    }

    /** How well a row fits: how much of it is what was wanted; 0 if a word is missing. */
    private double fit(R row, List<String> wanted) {
        List<String> all = Words.of(prose(row)).stream().map(Words.Word::folded).toList();
        for (int i = 0; i < wanted.size(); i++) {
            int at = i;
            if (all.stream().noneMatch(word -> matches(wanted, at, word))) {
                return 0;
            }
        }
        return (double) all.stream().filter(word -> isWanted(wanted, word)).count() / all.size();
    }

    private List<String> wanted() {
        return words.stream().map(Words::folded).toList();
    }

    private boolean isWanted(List<String> wanted, String word) {
        for (int i = 0; i < wanted.size(); i++) {
            if (matches(wanted, i, word)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(List<String> wanted, int at, String word) {
        return (lastBegins && at == wanted.size() - 1) ? word.startsWith(wanted.get(at)) : word.equals(wanted.get(at));
    }

    private String prose(R row) {
        return (String) table.values(row).get(table.prose().orElseThrow());
    }
}
