package io.eddy.history;

import io.eddy.store.Table;
import java.util.List;

/**
 * How much is kept of a conversation.
 *
 * @param messages how many
 * @param bytes of their texts, and what each takes beside
 */
record Volume(Conversation conversation, long messages, long bytes) {
    /** Ids, times, names, and their places in three indexes. A guess. */
    private static final long MESSAGE_OVERHEAD_BYTES = 400;

    static final Table<Volume> TABLE = new Table<>(
            "conversation",
            4,
            List.of(
                    Table.bytes("id", volume -> volume.conversation.id()),
                    Table.text("room", volume -> volume.conversation.roomName()),
                    Table.integer("messages", Volume::messages),
                    Table.integer("bytes", Volume::bytes)),
            1,
            row -> new Volume(new Conversation(row.bytes(0), row.text(1)), row.integer(2), row.integer(3)));

    static Volume none(Conversation of) {
        return new Volume(of, 0, 0);
    }

    Volume with(Message message) {
        return new Volume(conversation, messages + 1, bytes + bytes(message));
    }

    Volume without(Message message) {
        return new Volume(conversation, messages - 1, bytes - bytes(message));
    }

    private static long bytes(Message message) {
        return MESSAGE_OVERHEAD_BYTES + message.said().text().length();
    }
}
