package io.eddy.chat;

import io.eddy.entry.Made;
import io.eddy.entry.MessageId;
import io.eddy.node.Channel;
import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
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

    /** A peer says an entry of its own over its link. */
    public static void hear(RecordingWorld world, Node node, RecordingLink link, Made made) {
        world.hear(node, link, ChatWire.CHANNEL, new ChatMessage.Said(made.entry()));
    }

    /** Bob says that he has all of alice's direct messages up to this one. */
    public static void acknowledge(RecordingWorld world, Node node, RecordingLink bob, MessageId message) {
        world.hear(node, bob, ChatWire.CHANNEL, ChatSide.have(message));
    }

    /** How often alice said on a link that she has something. */
    public static int acknowledgements(RecordingLink link) {
        return link.said(ChatMessage.Have.class).size();
    }
}
