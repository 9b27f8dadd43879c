package io.eddy.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eddy.Archive;
import io.eddy.daemon.JsonLine;
import io.eddy.store.Table;
import io.eddy.store.Table.Column;
import io.eddy.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row as a line of JSON: {@code {"table":"message","author":"4f2a…","log":17,…}}. Bytes are hexadecimal; a number
 * beyond 2^53, which many programs round, is a string.
 */
final class ArchiveLine {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long LARGEST_EXACT = 1L << 53;

    private ArchiveLine() {}

    static String of(Archive.Line line) {
        return JsonLine.of(json -> {
            json.field("table", line.table().name());
            for (int i = 0; i < line.values().size(); i++) {
                field(json, line.table().columns().get(i).name(), line.values().get(i));
            }
        });
    }

    private static void field(JsonLine json, String name, Object value) {
        if (value instanceof Bytes bytes) {
            json.field(name, bytes.hex());
        } else if (value instanceof Long number && Math.abs(number) <= LARGEST_EXACT && number != Long.MIN_VALUE) {
            json.field(name, number.longValue());
        } else {
            json.field(name, value.toString());
        }
    }

    /**
     * The fields of a line: texts, and whole numbers as digits.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(line)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                require(value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT);
                require(fields.put(name, parser.getText()) == null);
            }
            require(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
        } catch (IOException malformed) {
            throw new IllegalArgumentException("is no JSON", malformed);
        }
        return fields;
    }

    /** The row in these fields. */
    static Archive.Line row(Table<?> table, Map<String, String> fields) {
        List<Object> values = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            String text = fields.get(column.name());
            if (text == null) {
                throw new IllegalArgumentException("lacks " + column.name());
            }
            values.add(
                    switch (column.type()) {
                        case TEXT, PROSE -> text;
                        case BYTES -> Bytes.fromHex(text);
                        case INTEGER -> Long.valueOf(text);
                    });
        }
        return new Archive.Line(table, values);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("is no object of texts and whole numbers");
        }
    }
}
