package io.eddy.engine;

import io.eddy.store.Search;
import io.eddy.store.Table;
import io.eddy.store.Table.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The index of the words of a table's prose, by SQLite's FTS5: it holds the words, the table the text, and triggers
 * keep the two together.
 */
final class SqliteWords {
    /** The key of the rows as SQLite itself numbers them; its name is none that a column may have. */
    static final String ROW = "_row";

    /**
     * Of a word that very many messages have, the latest so many are ranked: all of them would take a second, and in
     * what is that common the rank says little.
     */
    private static final int RANKED = 4_000;

    private final String table;
    private final String words;
    private final String prose;

    private SqliteWords(Table<?> table, Column<?> prose) {
        this.table = '"' + table.name() + '"';
        this.words = '"' + table.name() + "_words\"";
        this.prose = '"' + prose.name() + '"';
    }

    static SqliteWords of(Table<?> table) {
        return new SqliteWords(table, table.columns().get(table.prose().orElseThrow()));
    }

    /** What makes it, unless it is there. */
    List<String> create() {
        String in = "INSERT INTO " + words + " (rowid, " + prose + ") VALUES (new." + ROW + ", new." + prose + ");";
        String out = "INSERT INTO " + words + " (" + words + ", rowid, " + prose + ") VALUES ('delete', old." + ROW
                + ", old." + prose + ");";
        return List.of(
                "CREATE VIRTUAL TABLE IF NOT EXISTS " + words + " USING fts5 (" + prose + ", content=" + table
                        + ", content_rowid='" + ROW
                        + "', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
                trigger("added", "INSERT", "", in),
                trigger("removed", "DELETE", "", out),
                trigger("changed", "UPDATE", " WHEN old." + prose + " IS NOT new." + prose, out + " " + in));
    }

    private String trigger(String name, String event, String condition, String does) {
        String quoted = words.substring(0, words.length() - 1) + "_" + name + '"';
        return "CREATE TRIGGER IF NOT EXISTS " + quoted + " AFTER " + event + " ON " + table + condition + " BEGIN "
                + does + " END";
    }

    /** Its parameters are the {@link #match} and the greatest number of rows. */
    String select(Table<?> of) {
        String columns = of.columns().stream()
                .map(column -> "found.\"" + column.name() + '"')
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (SELECT rowid AS id, score FROM (SELECT rowid, bm25(" + words
                + ") AS score FROM " + words + " WHERE " + words + " MATCH ? ORDER BY rowid DESC LIMIT " + RANKED
                + ") ORDER BY score, rowid DESC LIMIT ?) CROSS JOIN " + table + " AS found ON found." + ROW
                + " = id ORDER BY score, id DESC";
    }

    /** The words in FTS5's language. Each is quoted, so that nothing in it is an operator. */
    static String match(Search<?> search) {
        String all = search.words().stream()
                .map(word -> '"' + word.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" "));
        return search.lastBegins() ? all + "*" : all;
    }
}
