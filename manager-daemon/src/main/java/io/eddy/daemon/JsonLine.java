package io.eddy.daemon;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JSON object on one line, under way: fields in the order in which they are given. */
public final class JsonLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator generator;

    private JsonLine(JsonGenerator generator) {
        this.generator = generator;
    }

    /**
     * Writes one object. Whatever could end a line for some reader, or act on a terminal, is escaped, so that the line
     * can be read with any tool.
     */
    public static String of(Consumer<JsonLine> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.writeStartObject();
            fields.accept(new JsonLine(generator));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Printable.escape(text.toString());
    }

    public JsonLine field(String name, @Nullable String value) {
        return put(name, () -> generator.writeString(value));
    }

    public JsonLine field(String name, Optional<String> value) {
        return field(name, value.orElse(null));
    }

    public JsonLine field(String name, @Nullable Long value) {
        return value == null ? put(name, generator::writeNull) : field(name, value.longValue());
    }

    public JsonLine field(String name, long value) {
        return put(name, () -> generator.writeNumber(value));
    }

    /** A number with at most six digits after the point. */
    public JsonLine decimal(String name, double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
        return put(name, () -> generator.writeNumber(rounded.toPlainString()));
    }

    public JsonLine field(String name, boolean value) {
        return put(name, () -> generator.writeBoolean(value));
    }

    /** A duration, in milliseconds with a fraction. */
    public JsonLine millis(String name, Duration value) {
        return put(name, () -> generator.writeNumber(BigDecimal.valueOf(value.toNanos() / 1000, 3)));
    }

    public JsonLine strings(String name, Collection<String> values) {
        return put(name, () -> {
            generator.writeStartArray();
            for (String value : values) {
                generator.writeString(value);
            }
            generator.writeEndArray();
        });
    }

    /** A list of lists of texts. */
    public JsonLine lists(String name, Collection<? extends Collection<String>> values) {
        return put(name, () -> {
            generator.writeStartArray();
            for (Collection<String> value : values) {
                generator.writeStartArray();
                for (String text : value) {
                    generator.writeString(text);
                }
                generator.writeEndArray();
            }
            generator.writeEndArray();
        });
    }

    public <T> JsonLine objects(String name, Collection<T> values, BiConsumer<JsonLine, T> fields) {
        return put(name, () -> {
            generator.writeStartArray();
            for (T value : values) {
                generator.writeStartObject();
                fields.accept(this, value);
                generator.writeEndObject();
            }
            generator.writeEndArray();
        });
    }

    public JsonLine numbers(String name, Map<String, Long> values) {
        return put(name, () -> {
            generator.writeStartObject();
            values.forEach(this::field);
            generator.writeEndObject();
        });
    }

    private JsonLine put(String name, Value value) {
        try {
            generator.writeFieldName(name);
            value.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is written after a field's name. */
    private interface Value {
        void write() throws IOException;
    }
}
