package io.eddy.store;

import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What kind of record is kept under which name: the columns of a relation, the first of which are its key.
 *
 * @param name the relation's name, in SQL's small letters
 * @param version the schema version in which the table came to be, from 1
 * @param columns the columns, key first; each row has a value for every one of them
 * @param keyColumns how many of the columns are the key, at least 1
 * @param make makes a record of the values of a row
 * @param indexes the orders beside that of the key in which {@link Store#find} reads
 * @param large whether it may have so many rows that nobody holds them in memory: it is read by ranges only
 */
public record Table<R>(
        String name,
        int version,
        List<Column<R>> columns,
        int keyColumns,
        Function<Row, R> make,
        List<Index> indexes,
        boolean large) {

    /** What a column may hold. */
    public enum Type {
        /** A {@link String}. */
        TEXT,
        /** A {@link String} whose words {@link Store#search} finds; one column of a table, and not of its key. */
        PROSE,
        /** A {@link Bytes}. */
        BYTES,
        /** A {@link Long}. */
        INTEGER;

        /** Whether a column of this type may hold it. */
        public boolean takes(Object value) {
            return switch (this) {
                case TEXT, PROSE -> value instanceof String;
                case BYTES -> value instanceof Bytes;
                case INTEGER -> value instanceof Long;
            };
        }
    }

    /** One column: its name in SQL's small letters, its type, and how it is read from a record. */
    public record Column<R>(String name, Type type, Function<R, Object> value) {}

    /**
     * An order of the rows: by these columns, then by those of the key that are not among them.
     *
     * @param name in SQL's small letters, unique in its table
     * @param columns the places of its columns
     */
    public record Index(String name, List<Integer> columns) {
        public Index {
            columns = List.copyOf(columns);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        if (keyColumns < 1 || keyColumns > columns.size()) {
            throw new IllegalArgumentException("a key of " + keyColumns + " columns in " + name);
        }
    }

    /** A table that is not large, and read in the order of its key only. */
    public Table(String name, int version, List<Column<R>> columns, int keyColumns, Function<Row, R> make) {
        this(name, version, columns, keyColumns, make, List.of(), false);
    }

    /** This table, to be read by these columns, too. */
    public Table<R> indexed(String index, String... by) {
        List<Integer> places = new ArrayList<>(by.length + keyColumns);
        for (String column : by) {
            places.add(place(column));
        }
        IntStream.range(0, keyColumns).filter(key -> !places.contains(key)).forEach(places::add);
        List<Index> more = new ArrayList<>(indexes);
        more.add(new Index(index, places));
        return new Table<>(name, version, columns, keyColumns, make, more, large);
    }

    /** This table, to be read by ranges only. */
    public Table<R> asLarge() {
        return new Table<>(name, version, columns, keyColumns, make, indexes, true);
    }

    /** The place of the column whose words can be searched for, if there is one. */
    public OptionalInt prose() {
        return IntStream.range(keyColumns, columns.size())
                .filter(place -> columns.get(place).type() == Type.PROSE)
                .findFirst();
    }

    /** The places of the columns that make its key. */
    List<Integer> key() {
        return IntStream.range(0, keyColumns).boxed().toList();
    }

    Index index(String wanted) {
        return indexes.stream()
                .filter(index -> index.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no index " + wanted));
    }

    private int place(String column) {
        return IntStream.range(0, columns.size())
                .filter(place -> columns.get(place).name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + column));
    }

    public static <R> Column<R> text(String name, Function<R, String> value) {
        return new Column<>(name, Type.TEXT, value::apply);
    }

    public static <R> Column<R> prose(String name, Function<R, String> value) {
        return new Column<>(name, Type.PROSE, value::apply);
    }

    public static <R> Column<R> bytes(String name, Function<R, Bytes> value) {
        return new Column<>(name, Type.BYTES, value::apply);
    }

    public static <R> Column<R> integer(String name, Function<R, Long> value) {
        return new Column<>(name, Type.INTEGER, value::apply);
    }

    /** The values of a record, in the order of the columns. */
    public List<Object> values(R record) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).value().apply(record);
        }
        return List.of(values);
    }
}
