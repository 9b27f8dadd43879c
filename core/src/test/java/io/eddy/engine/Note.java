package io.eddy.engine;

import static io.eddy.store.Table.bytes;
import static io.eddy.store.Table.integer;
import static io.eddy.store.Table.text;

import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/** A record for tests of the stores: its key is the author and the number, its columns are of all types. */
record Note(String author, long number, Bytes content) {
    static final Table<Note> TABLE = new Table<>(
            "note",
            1,
            List.of(text("author", Note::author), integer("order", Note::number), bytes("content", Note::content)),
            2,
            row -> new Note(row.text(0), row.integer(1), row.bytes(2)));

    /** All of it is its key. */
    record Tag(Bytes name) {
        static final Table<Tag> TABLE =
                new Table<>("tag", 1, List.of(bytes("name", Tag::name)), 1, row -> new Tag(row.bytes(0)));
    }

    static final List<Table<?>> TABLES = List.of(TABLE, Tag.TABLE);

    static Note by(String author, long number) {
        return new Note(author, number, Bytes.fromHex("00ff" + String.format("%04x", number & 0xffff)));
    }

    static Tag tag(String hex) {
        return new Tag(Bytes.fromHex(hex));
    }
}
