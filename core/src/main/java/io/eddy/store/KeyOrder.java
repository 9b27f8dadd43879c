package io.eddy.store;

import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which a database sorts keys: texts by their UTF-8, which is not that of {@code compareTo}. What is only
 * the beginning of a key is before all that begin so.
 */
public final class KeyOrder implements Comparator<List<Object>> {
    /** Stands, as the last value, behind every other. */
    static final Object END = new Object();

    @Override
    public int compare(List<Object> left, List<Object> right) {
        int common = Math.min(left.size(), right.size());
        int order = 0;
        for (int i = 0; i < common && order == 0; i++) {
            order = compareValues(left.get(i), right.get(i));
        }
        return order == 0 ? Integer.compare(left.size(), right.size()) : order;
    }

    private static int compareValues(Object left, Object right) {
        if (left == END || right == END) {
            return Boolean.compare(left == END, right == END);
        }
        return left instanceof Long number
                ? Long.compare(number, (Long) right)
                : Arrays.compareUnsigned(sortable(left), sortable(right));
    }

    private static byte[] sortable(Object value) {
        return value instanceof Bytes bytes ? bytes.array() : ((String) value).getBytes(StandardCharsets.UTF_8);
    }
}
