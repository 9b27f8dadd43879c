package io.eddy.engine;

import io.eddy.store.Table;
import io.eddy.store.Table.Column;
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
        return table.columns().stream()
                .map(column -> quoted(column) + " " + type(column) + " NOT NULL")
                .collect(Collectors.joining(
                        ", ",
                        "CREATE TABLE IF NOT EXISTS " + quoted(table) + " (",
                        ", PRIMARY KEY (" + key(table) + "))"));
    }

    /** Its parameters are the values of a row. */
    String upsert(Table<?> table) {
        List<? extends Column<?>> rest =
                table.columns().subList(table.keyColumns(), table.columns().size());
        String places = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        String change = rest.stream()
                .map(column -> quoted(column) + " = excluded." + quoted(column))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + quoted(table) + " (" + names(table.columns()) + ") VALUES (" + places
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

    private String type(Column<?> column) {
        return switch (column.type()) {
            case TEXT -> text;
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
