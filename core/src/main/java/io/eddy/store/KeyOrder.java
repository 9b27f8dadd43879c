package io.eddy.store;

import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The order in which a database sorts keys: texts by their UTF-8, which is not that of {@code compareTo}. */
public final class KeyOrder implements Comparator<List<Object>> {
    @Override
    public int compare(List<Object> left, List<Object> right) {
        int order = 0;
        for (int i = 0; i < left.size() && order == 0; i++) {
            order = compareValues(left.get(i), right.get(i));
        }
        return order;
    }

    private static int compareValues(Object left, Object right) {
        return left instanceof Long number
                ? Long.compare(number, (Long) right)
                : Arrays.compareUnsigned(sortable(left), sortable(right));
    }

    private static byte[] sortable(Object value) {
        return value instanceof Bytes bytes ? bytes.array() : ((String) value).getBytes(StandardCharsets.UTF_8);
    }
}
