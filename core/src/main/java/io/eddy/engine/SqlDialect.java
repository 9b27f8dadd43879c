package io.eddy.engine;

import io.eddy.store.Range;
import io.eddy.store.Table;
import io.eddy.store.Table.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL of one database engine. All speak the same statements; only the names of the types differ. */
enum SqlDialect {
    SQLITE("TEXT", "BLOB", "INTEGER"),
    /** Its text would sort by the rules of some language; keys sort by their bytes. */
    POSTGRESQL("TEXT COLLATE \"C\"", "BYTEA", "BIGINT");

    private final String text;
    private final String bytes;
    private final String integer;

    SqlDialect(String text, String bytes, String integer) {
        this.text = text;
        this.bytes = bytes;
        this.integer = integer;
    }

    String create(Table<?> table) {
        // SQLite would number the rows anew when somebody tidies up the file, and lose their words.
        boolean numbered = this == SQLITE && table.prose().isPresent();
        // Else it would keep each key twice: in the row, and in an index of its own.
        String kept = numbered || this != SQLITE ? "" : " WITHOUT ROWID";
        return table.columns().stream()
                .map(column -> quoted(column) + " " + type(column) + " NOT NULL")
                .collect(Collectors.joining(
                        ", ",
                        "CREATE TABLE IF NOT EXISTS " + quoted(table) + " ("
                                + (numbered ? SqliteWords.ROW + " INTEGER PRIMARY KEY, " : ""),
                        (numbered ? ", UNIQUE (" : ", PRIMARY KEY (") + key(table) + "))" + kept));
    }

    /** Its parameters are the values of a row. */
    String upsert(Table<?> table) {
        List<? extends Column<?>> rest =
                table.columns().subList(table.keyColumns(), table.columns().size());
        String change = rest.stream()
                .map(column -> quoted(column) + " = excluded." + quoted(column))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + quoted(table) + " (" + names(table.columns()) + ") VALUES (" + places(table.columns())
                + ") ON CONFLICT (" + key(table) + ") DO " + (rest.isEmpty() ? "NOTHING" : "UPDATE SET " + change);
    }

    /** Its parameters are the values of a key. */
    String delete(Table<?> table) {
        return keyOf(table).stream()
                .map(column -> quoted(column) + " = ?")
                .collect(Collectors.joining(" AND ", "DELETE FROM " + quoted(table) + " WHERE ", ""));
    }

    String select(Table<?> table) {
        return "SELECT " + names(table.columns()) + " FROM " + quoted(table) + " ORDER BY " + key(table);
    }

    /** One for each index of a table. */
    List<String> createIndexes(Table<?> table) {
        return table.indexes().stream()
                .map(index -> "CREATE INDEX IF NOT EXISTS \"" + table.name() + '_' + index.name() + "\" ON "
                        + quoted(table) + " (" + names(columns(table, index.columns())) + ")")
                .toList();
    }

    /** Its parameters are the values of the prefix, those to be beyond of, and the greatest number of rows. */
    String select(Range<?> range) {
        Table<?> table = range.table();
        List<Column<?>> order = columns(table, range.order());
        List<Column<?>> prefix = order.subList(0, range.prefix().size());
        List<Column<?>> beyond =
                order.subList(prefix.size(), prefix.size() + range.beyond().size());
        List<String> conditions = new ArrayList<>();
        prefix.forEach(column -> conditions.add(quoted(column) + " = ?"));
        if (!beyond.isEmpty()) {
            conditions.add(
                    "(" + names(beyond) + ")" + (range.descending() ? " < " : " > ") + "(" + places(beyond) + ")");
        }
        String direction = range.descending() ? " DESC" : "";
        return "SELECT " + names(table.columns()) + " FROM " + quoted(table)
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + order.subList(prefix.size(), order.size()).stream()
                        .map(column -> quoted(column) + direction)
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(", "), by -> by.isEmpty() ? "" : " ORDER BY " + by))
                + " LIMIT ?";
    }

    private String type(Column<?> column) {
        return switch (column.type()) {
            case TEXT, PROSE -> text;
            case BYTES -> bytes;
            case INTEGER -> integer;
        };
    }

    private static List<? extends Column<?>> keyOf(Table<?> table) {
        return table.columns().subList(0, table.keyColumns());
    }

    private static String key(Table<?> table) {
        return names(keyOf(table));
    }

    private static List<Column<?>> columns(Table<?> table, List<Integer> places) {
        List<Column<?>> columns = new ArrayList<>();
        places.forEach(place -> columns.add(table.columns().get(place)));
        return columns;
    }

    private static String places(List<? extends Column<?>> columns) {
        return String.join(", ", Collections.nCopies(columns.size(), "?"));
    }

    private static String names(List<? extends Column<?>> columns) {
        return columns.stream().map(SqlDialect::quoted).collect(Collectors.joining(", "));
    }

    /** Quoted, so that a column may be named {@code order} or {@code from}. */
    private static String quoted(Column<?> column) {
        return '"' + column.name() + '"';
    }

    private static String quoted(Table<?> table) {
        return '"' + table.name() + '"';
    }
}
