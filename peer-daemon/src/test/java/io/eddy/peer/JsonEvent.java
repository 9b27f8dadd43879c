package io.eddy.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of a script's output.
 *
 * @param fields texts, numbers as digits, {@code true} and {@code false} as words
 * @param lists those fields that are objects, or lists of them
 */
record JsonEvent(Map<String, String> fields, Map<String, List<JsonEvent>> lists) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static JsonEvent of(String line) {
        try (JsonParser parser = FACTORY.createParser(line)) {
            parser.nextToken();
            return object(parser);
        } catch (IOException e) {
            throw new IllegalArgumentException("is no JSON: " + line, e);
        }
    }

    private static JsonEvent object(JsonParser parser) throws IOException {
        JsonEvent object = new JsonEvent(new LinkedHashMap<>(), new LinkedHashMap<>());
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                List<JsonEvent> list = new ArrayList<>();
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    if (item == JsonToken.START_OBJECT) {
                        list.add(object(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
                object.lists.put(name, list);
            } else if (value == JsonToken.START_OBJECT) {
                object.lists.put(name, List.of(object(parser)));
            } else {
                object.fields.put(name, parser.getText());
            }
        }
        return object;
    }

    boolean is(String event) {
        return event.equals(field("event"));
    }

    /** What a field says; nothing when it is not there. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    List<JsonEvent> list(String name) {
        return lists.getOrDefault(name, List.of());
    }
}
