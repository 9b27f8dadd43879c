package io.eddy.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows of one table in memory, sorted by their key and by each index, as a database sorts them. */
public final class SortedRows {
    private final Table<?> table;
    private final UnaryOperator<List<Object>> kept;
    private final NavigableMap<List<Object>, List<Object>> byKey = new TreeMap<>(new KeyOrder());
    private final Map<Table.Index, NavigableMap<List<Object>, List<Object>>> byIndex = new LinkedHashMap<>();

    public SortedRows(Table<?> table) {
        this(table, UnaryOperator.identity());
    }

    /**
     * No rows of a table.
     *
     * @param kept gives what is kept in place of a list of values, which is equal to it
     */
    public SortedRows(Table<?> table, UnaryOperator<List<Object>> kept) {
        this.table = table;
        this.kept = kept;
        table.indexes().forEach(index -> byIndex.put(index, new TreeMap<>(new KeyOrder())));
    }

    /** The same rows, which change on their own from here on. */
    public SortedRows copy() {
        SortedRows copy = new SortedRows(table, kept);
        byKey.values().forEach(copy::put);
        return copy;
    }

    /** The values of all rows in the order of their keys. */
    public Collection<List<Object>> all() {
        return byKey.values();
    }

    /** Inserts the row, or replaces the one with its key. */
    public void put(List<Object> values) {
        List<Object> row = kept.apply(values);
        List<Object> key = kept.apply(List.copyOf(row.subList(0, table.keyColumns())));
        unindex(byKey.put(key, row));
        byIndex.forEach((index, rows) -> rows.put(kept.apply(place(index, row)), row));
    }

    public void remove(List<Object> key) {
        unindex(byKey.remove(key));
    }

    /** As {@link Store#find}. */
    public <R> List<R> find(Range<R> range) {
        List<R> found = new ArrayList<>();
        for (List<Object> values : within(range).values()) {
            if (found.size() == range.limit()) {
                break;
            }
            found.add(range.table().make().apply(new Row(values)));
        }
        return found;
    }

    /** As {@link Store#search}: those first that have the least else. */
    public <R> List<Search.Hit<R>> search(Search<R> search) {
        return search.best(byKey.values().stream()
                .map(values -> search.table().make().apply(new Row(values)))
                .filter(search::isIn)
                .toList());
    }

    private NavigableMap<List<Object>, List<Object>> within(Range<?> range) {
        NavigableMap<List<Object>, List<Object>> rows =
                range.index().map(this::sorted).orElse(byKey);
        List<Object> start = range.prefix();
        List<Object> end = with(start, List.of(KeyOrder.END));
        if (!range.beyond().isEmpty()) {
            List<Object> beyond = with(start, range.beyond());
            if (range.descending()) {
                end = beyond;
            } else {
                start = with(beyond, List.of(KeyOrder.END));
            }
        }
        NavigableMap<List<Object>, List<Object>> part = rows.subMap(start, true, end, false);
        return range.descending() ? part.descendingMap() : part;
    }

    private NavigableMap<List<Object>, List<Object>> sorted(Table.Index index) {
        NavigableMap<List<Object>, List<Object>> rows = byIndex.get(index);
        if (rows == null) {
            throw new IllegalArgumentException(table.name() + " is kept without the index " + index.name());
        }
        return rows;
    }

    private void unindex(@Nullable List<Object> values) {
        if (values != null) {
            byIndex.forEach((index, rows) -> rows.remove(place(index, values)));
        }
    }

    private static List<Object> place(Table.Index index, List<Object> values) {
        return index.columns().stream().map(values::get).toList();
    }

    private static List<Object> with(List<Object> beginning, List<Object> more) {
        List<Object> all = new ArrayList<>(beginning);
        all.addAll(more);
        return all;
    }
}
