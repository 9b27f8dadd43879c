package io.eddy.chat;

import io.eddy.entry.Entry;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * An entry that somebody else said in a room, with when it came. Anybody can make such entries, so there are only so
 * many places for them: the latest takes that of the oldest.
 *
 * @param slot the place, from 0
 * @param order grows with each entry
 */
record RoomEntry(long slot, long order, long keptAtMillis, Entry entry) {
    static final Table<RoomEntry> TABLE = new Table<>(
            "chat_room_entry",
            3,
            List.of(
                    Table.integer("slot", RoomEntry::slot),
                    Table.integer("kept_order", RoomEntry::order),
                    Table.integer("kept_at", RoomEntry::keptAtMillis),
                    Table.bytes("entry", kept -> Bytes.owning(Entry.CODEC.toBytes(kept.entry)))),
            1,
            row -> new RoomEntry(
                    row.integer(0),
                    row.integer(1),
                    row.integer(2),
                    Entry.CODEC.fromBytes(row.bytes(3).array())));
}
