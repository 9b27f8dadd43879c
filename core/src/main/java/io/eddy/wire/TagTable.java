package io.eddy.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tag table of one channel's messages: which byte stands for which message, and how that message is encoded.
 *
 * <p>A tag, once released, keeps its meaning for ever.
 */
public final class TagTable<M> {
    private static final int TAGS = 256;

    /** One row: the tag, the message's type, its codec. */
    public record Row<T>(int tag, Class<T> type, Codec<T> codec) {
        public Row {
            if (tag < 0 || tag >= TAGS) {
                throw new IllegalArgumentException("a tag is 0 to " + (TAGS - 1) + ", not " + tag);
            }
        }

        void encode(Object message, WireWriter out) {
            out.u8(tag);
            codec.encode(type.cast(message), out);
        }
    }

    private final List<Row<? extends M>> rows = new ArrayList<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final @Nullable Row<? extends M>[] byTag = new Row[TAGS];

    private final Map<Class<?>, Row<? extends M>> byType = new LinkedHashMap<>();

    /**
     * Makes a table of its rows.
     *
     * @throws IllegalArgumentException when a tag or a type stands in two rows
     */
    @SafeVarargs
    public TagTable(Row<? extends M>... rows) {
        for (Row<? extends M> row : rows) {
            if (byTag[row.tag()] != null || byType.put(row.type(), row) != null) {
                throw new IllegalArgumentException("twice in one tag table: " + row);
            }
            byTag[row.tag()] = row;
            this.rows.add(row);
        }
    }

    public static <T> Row<T> row(int tag, Class<T> type, Codec<T> codec) {
        return new Row<>(tag, type, codec);
    }

    public List<Row<? extends M>> rows() {
        return List.copyOf(rows);
    }

    /** What the message is called: the name of its type. */
    public String name(M message) {
        return message.getClass().getSimpleName();
    }

    /** Writes the message's tag and fields. */
    public void encode(M message, WireWriter out) {
        Row<? extends M> row = byType.get(message.getClass());
        if (row == null) {
            throw new IllegalArgumentException("no tag for " + message.getClass());
        }
        row.encode(message, out);
    }

    /** Reads a tag and its message; {@code null} when the tag is not of this table, and then the rest is unread. */
    public @Nullable M decode(WireReader in) {
        Row<? extends M> row = byTag[in.u8()];
        return row == null ? null : row.codec().decode(in);
    }
}
