package io.eddy.engine;

import io.eddy.store.Table;
import io.eddy.store.Table.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tables that a store keeps. */
final class Schema {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final Map<String, Table<?>> tables = new LinkedHashMap<>();
    private final int version;

    Schema(List<? extends Table<?>> tables) {
        int newest = 1;
        for (Table<?> table : tables) {
            requireName(table.name());
            for (Column<?> column : table.columns()) {
                requireName(column.name());
            }
            table.indexes().forEach(index -> requireName(index.name()));
            if (this.tables.put(table.name(), table) != null) {
                throw new IllegalArgumentException("two tables are named " + table.name());
            }
            newest = Math.max(newest, table.version());
        }
        version = newest;
    }

    Iterable<Table<?>> tables() {
        return tables.values();
    }

    /** The version of the newest table. */
    int version() {
        return version;
    }

    void require(Table<?> table) {
        if (!tables.containsKey(table.name())) {
            throw new IllegalArgumentException("the store was opened without the table " + table.name());
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a table or column: " + name);
        }
    }
}
