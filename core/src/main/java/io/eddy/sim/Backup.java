package io.eddy.sim;

import io.eddy.store.SortedRows;
import java.util.Map;

/** A copy of the disk of a host, made by whoever cares for a backup. */
public final class Backup {
    final Map<String, SortedRows> rows;

    Backup(Map<String, SortedRows> rows) {
        this.rows = rows;
    }
}
