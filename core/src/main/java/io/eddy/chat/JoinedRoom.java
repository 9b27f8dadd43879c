package io.eddy.chat;

import io.eddy.store.Table;
import java.util.List;

/**
 * A room that this peer has joined.
 *
 * @param folded the name by which it is found
 * @param name as the operator wrote it
 */
record JoinedRoom(String folded, String name) {
    static final Table<JoinedRoom> TABLE = new Table<>(
            "chat_room",
            3,
            List.of(Table.text("folded", JoinedRoom::folded), Table.text("name", JoinedRoom::name)),
            1,
            row -> new JoinedRoom(row.text(0), row.text(1)));

    static JoinedRoom of(String name) {
        return new JoinedRoom(RoomName.folded(name), name);
    }
}
