package io.eddy.chat;

import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * How far a log is kept: the number, hash and time of its last entry.
 *
 * @param key which log
 */
record LogHead(Key key, long number, Bytes hash, long hlc) {

    /** Which log: of whom, in which conversation. */
    record Key(Bytes group, PeerId author, long log) {}

    static final Table<LogHead> TABLE = new Table<>(
            "chat_log",
            1,
            List.of(
                    Table.bytes("conversation", head -> head.key.group),
                    Table.bytes("author", head -> Bytes.owning(head.key.author.toBytes())),
                    Table.integer("log", head -> head.key.log),
                    Table.integer("number", LogHead::number),
                    Table.bytes("hash", LogHead::hash),
                    Table.integer("hlc", LogHead::hlc)),
            3,
            LogHead::of);

    private static LogHead of(Row row) {
        Key key = new Key(row.bytes(0), PeerId.fromBytes(row.bytes(1).array()), row.integer(2));
        return new LogHead(key, row.integer(3), row.bytes(4), row.integer(5));
    }
}
