package io.eddy.store;

import io.eddy.wire.Bytes;
import java.util.List;
import java.util.function.Function;

/**
 * What kind of record is kept under which name: the columns of a relation, the first of which are its key.
 *
 * @param name the relation's name, in SQL's small letters
 * @param version the schema version in which the table came to be, from 1
 * @param columns the columns, key first; each row has a value for every one of them
 * @param keyColumns how many of the columns are the key, at least 1
 * @param make makes a record of the values of a row
 */
public record Table<R>(String name, int version, List<Column<R>> columns, int keyColumns, Function<Row, R> make) {

    /** What a column may hold. */
    public enum Type {
        /** A {@link String}. */
        TEXT,
        /** A {@link Bytes}. */
        BYTES,
        /** A {@link Long}. */
        INTEGER
    }

    /** One column: its name in SQL's small letters, its type, and how it is read from a record. */
    public record Column<R>(String name, Type type, Function<R, Object> value) {}

    public Table {
        columns = List.copyOf(columns);
        if (keyColumns < 1 || keyColumns > columns.size()) {
            throw new IllegalArgumentException("a key of " + keyColumns + " columns in " + name);
        }
    }

    public static <R> Column<R> text(String name, Function<R, String> value) {
        return new Column<>(name, Type.TEXT, value::apply);
    }

    public static <R> Column<R> bytes(String name, Function<R, Bytes> value) {
        return new Column<>(name, Type.BYTES, value::apply);
    }

    public static <R> Column<R> integer(String name, Function<R, Long> value) {
        return new Column<>(name, Type.INTEGER, value::apply);
    }

    /** The values of a record, in the order of the columns. */
    public List<Object> values(R record) {
        return columns.stream().map(column -> column.value().apply(record)).toList();
    }
}
