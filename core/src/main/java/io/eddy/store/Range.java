package io.eddy.store;

import io.eddy.store.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rows of a table are to be read, and in which order.
 *
 * <pre>
 * Range.of(ENTRY, group, author, log).beyond(41L).first(100)        numbers 42 to 141 of a log, if they are there
 * Range.by(MESSAGE, "by_time", peer).reversed().first(20)           the last 20 messages of a conversation
 * </pre>
 *
 * @param index the order; that of the key if there is none
 * @param prefix the values with which the columns of the order begin in all rows that are read
 * @param beyond values of the columns of the order behind the prefix: rows up to these, and those that begin with
 * them, are left out
 * @param limit no more rows than these, at most {@link #MAX_ROWS}
 */
public record Range<R>(
        Table<R> table,
        Optional<Table.Index> index,
        List<Object> prefix,
        List<Object> beyond,
        boolean descending,
        int limit) {

    /** Reading so many takes some 10 ms, and commits wait meanwhile. Who wants more reads on from the last. */
    public static final int MAX_ROWS = 4_096;

    public Range {
        prefix = List.copyOf(prefix);
        beyond = List.copyOf(beyond);
        if (limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("a range of " + limit + " rows of " + table.name());
        }
        List<Object> given = new ArrayList<>(prefix);
        given.addAll(beyond);
        requireTypes(table, order(table, index), given);
    }

    /** All rows whose key begins with these values, up to {@link #MAX_ROWS}, in the order of their keys. */
    public static <R> Range<R> of(Table<R> table, Object... prefix) {
        return new Range<>(table, Optional.empty(), List.of(), List.of(), false, MAX_ROWS).in(prefix);
    }

    /** Those whose columns in the order of an index begin with these values. */
    public static <R> Range<R> by(Table<R> table, String index, Object... prefix) {
        return new Range<>(table, Optional.of(table.index(index)), List.of(), List.of(), false, MAX_ROWS).in(prefix);
    }

    /** Only those behind these values of the columns that follow the prefix. */
    public Range<R> beyond(Object... values) {
        return new Range<>(table, index, prefix, List.of(values), descending, limit);
    }

    /** Only those behind this row, which begins as all of this range do. */
    public Range<R> beyondRow(R row) {
        List<Object> values = table.values(row);
        List<Object> place = order().stream().map(values::get).toList();
        return new Range<>(table, index, prefix, place.subList(prefix.size(), place.size()), descending, limit);
    }

    /** The last first; {@link #beyond} means those before. */
    public Range<R> reversed() {
        return new Range<>(table, index, prefix, beyond, !descending, limit);
    }

    /** Only so many, the first ones. */
    public Range<R> first(int rows) {
        return new Range<>(table, index, prefix, beyond, descending, rows);
    }

    /** The places of the columns by which it is sorted. */
    public List<Integer> order() {
        return order(table, index);
    }

    private Range<R> in(Object... values) {
        return new Range<>(table, index, List.of(values), beyond, descending, limit);
    }

    private static List<Integer> order(Table<?> table, Optional<Table.Index> index) {
        return index.map(Table.Index::columns).orElseGet(table::key);
    }

    private static void requireTypes(Table<?> table, List<Integer> order, List<Object> values) {
        if (values.size() > order.size()) {
            throw new IllegalArgumentException(table.name() + " is not sorted by " + values.size() + " columns");
        }
        for (int i = 0; i < values.size(); i++) {
            Column<?> column = table.columns().get(order.get(i));
            if (!column.type().takes(values.get(i))) {
                throw new IllegalArgumentException(
                        table.name() + "." + column.name() + " is " + column.type() + ", unlike " + values.get(i));
            }
        }
    }
}
