package io.eddy.chat;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the chat channel. A tag, once released, keeps its meaning for ever. */
final class ChatWire {
    static final TagTable<ChatMessage> TAGS = new TagTable<>(
            row(0x01, ChatMessage.Said.class, ChatMessage.Said.CODEC),
            row(0x02, ChatMessage.Have.class, ChatMessage.Have.CODEC));

    static final Channel<ChatMessage, ChatTimer> CHANNEL = new Channel<>(2, "chat", TAGS, ChatTimer.class);

    private ChatWire() {}
}
