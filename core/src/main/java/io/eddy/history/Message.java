package io.eddy.history;

import io.eddy.entry.HybridClock;
import io.eddy.entry.MessageId;
import io.eddy.node.PeerId;
import io.eddy.store.Row;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.util.List;

/**
 * Something that was said, as it is kept. Everybody shows the messages of a conversation in the same order: by
 * {@code hlc}, then author, log and number.
 *
 * @param hlc the author's hybrid clock; when it came, of what is more than 3 hours ahead
 * @param cameAtMillis when it came here, or was written here, by the clock of this machine
 */
public record Message(MessageId id, Conversation conversation, long hlc, Said said, long cameAtMillis, State state) {

    /**
     * What was said, by whom.
     *
     * @param name as the author was called here at that time
     */
    public record Said(String name, String text) {}

    static final String BY_TIME = "by_time";

    static final Table<Message> TABLE = new Table<>(
                    "message",
                    4,
                    List.of(
                            Table.bytes(
                                    "author",
                                    message -> Bytes.owning(message.id.author().toBytes())),
                            Table.integer("log", message -> message.id.log()),
                            Table.integer("number", message -> message.id.number()),
                            Table.bytes("conversation", message -> message.conversation.id()),
                            Table.text("room", message -> message.conversation.roomName()),
                            Table.integer("hlc", Message::hlc),
                            Table.text("name", message -> message.said.name),
                            Table.prose("text", message -> message.said.text),
                            Table.integer("came_at", Message::cameAtMillis),
                            Table.integer("state", message -> message.state.stored())),
                    3,
                    Message::of)
            .indexed(BY_TIME, "conversation", "hlc")
            .asLarge();

    /** When it was said, by the author's clock, in milliseconds since 1970. */
    public long sentAtMillis() {
        return HybridClock.millis(hlc);
    }

    private static Message of(Row row) {
        return new Message(
                new MessageId(PeerId.fromBytes(row.bytes(0).array()), row.integer(1), row.integer(2)),
                new Conversation(row.bytes(3), row.text(4)),
                row.integer(5),
                new Said(row.text(6), row.text(7)),
                row.integer(8),
                State.of(row.integer(9)));
    }
}
