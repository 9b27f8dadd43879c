package io.eddy.chat;

import io.eddy.node.Channel;
import io.eddy.node.RecordingLink;
import java.util.List;

/** The chat channel, for tests of whole peers. */
public final class ChatFrames {
    private ChatFrames() {}

    public static Channel<?, ?> channel() {
        return ChatWire.CHANNEL;
    }

    /** The texts that were said on a link. */
    public static List<String> texts(RecordingLink link) {
        return link.said(ChatMessage.Said.class).stream()
                .map(said -> said.entry().text())
                .toList();
    }
}
