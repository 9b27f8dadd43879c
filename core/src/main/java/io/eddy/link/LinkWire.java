package io.eddy.link;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the link channel. A tag, once released, keeps its meaning for ever. */
public final class LinkWire {
    public static final TagTable<LinkMessage> TAGS = new TagTable<>(
            row(0x01, LinkMessage.Hello.class, LinkMessage.Hello.CODEC),
            row(0x02, LinkMessage.Admit.class, LinkMessage.Admit.CODEC),
            row(0x03, LinkMessage.Ping.class, LinkMessage.Ping.CODEC),
            row(0x04, LinkMessage.Pong.class, LinkMessage.Pong.CODEC),
            row(0x05, LinkMessage.Goodbye.class, LinkMessage.Goodbye.CODEC));

    public static final Channel<LinkMessage, LinkTimer> CHANNEL = new Channel<>(0, "link", TAGS, LinkTimer.class);

    private LinkWire() {}
}
