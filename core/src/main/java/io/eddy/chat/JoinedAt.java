package io.eddy.chat;

import io.eddy.store.Table;
import java.util.List;

/**
 * Since when this peer is in a room: what was said before is history to it.
 *
 * @param folded the name by which the room is found
 */
record JoinedAt(String folded, long atMillis) {
    static final Table<JoinedAt> TABLE = new Table<>(
            "chat_joined",
            5,
            List.of(Table.text("folded", JoinedAt::folded), Table.integer("at", JoinedAt::atMillis)),
            1,
            row -> new JoinedAt(row.text(0), row.integer(1)));
}
