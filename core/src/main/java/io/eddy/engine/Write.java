package io.eddy.engine;

import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;
import java.util.Objects;

/**
 * One change of a table.
 *
 * @param values of a whole row to put, or of the key of a row to delete
 */
record Write(Table<?> table, boolean deletes, List<Object> values) {
    /** What a value costs in memory beside its content: its object and its place in a list. A guess. */
    private static final int VALUE_OVERHEAD_BYTES = 32;

    /**
     * Checks the values here, on the thread that made them: a value that no database takes would otherwise come up in
     * a commit, and no later commit could succeed.
     */
    static <R> Write put(Table<R> table, R row) {
        List<Object> values = table.values(row);
        for (int i = 0; i < values.size(); i++) {
            requireType(table, i, values.get(i));
        }
        return new Write(table, false, values);
    }

    static <R> Write delete(Table<R> table, R row) {
        return new Write(table, true, put(table, row).key());
    }

    List<Object> key() {
        return List.copyOf(values.subList(0, table.keyColumns()));
    }

    long bytes() {
        long bytes = 0;
        for (Object value : values) {
            bytes += VALUE_OVERHEAD_BYTES;
            if (value instanceof Bytes run) {
                bytes += run.length();
            } else if (value instanceof String text) {
                bytes += text.length();
            }
        }
        return bytes;
    }

    private static void requireType(Table<?> table, int column, Object value) {
        Table.Type type = table.columns().get(column).type();
        if (!type.takes(value)) {
            throw new IllegalArgumentException(
                    table.name() + "." + table.columns().get(column).name() + " is " + type + " and cannot hold "
                            + Objects.toString(value));
        }
    }
}
