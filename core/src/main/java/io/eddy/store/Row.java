package io.eddy.store;

import io.eddy.wire.Bytes;
import java.util.List;

/** The values of one row, by the place of their column. */
public record Row(List<Object> values) {
    public String text(int column) {
        return (String) values.get(column);
    }

    public Bytes bytes(int column) {
        return (Bytes) values.get(column);
    }

    public long integer(int column) {
        return (Long) values.get(column);
    }
}
