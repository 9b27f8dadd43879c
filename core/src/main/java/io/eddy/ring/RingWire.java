package io.eddy.ring;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the ring channel. A tag, once released, keeps its meaning for ever. */
final class RingWire {
    static final TagTable<RingMessage> TAGS = new TagTable<>(
            row(0x01, RingMessage.Setup.class, RingMessage.Setup.CODEC),
            row(0x02, RingMessage.Declined.class, RingMessage.Declined.CODEC),
            row(0x03, RingMessage.Told.class, RingMessage.Told.CODEC),
            row(0x04, RingMessage.Numbered.class, RingMessage.Numbered.CODEC),
            row(0x05, RingMessage.After.class, RingMessage.After.CODEC),
            row(0x06, RingMessage.UpTo.class, RingMessage.UpTo.CODEC),
            row(0x07, RingMessage.Gone.class, RingMessage.Gone.CODEC),
            row(0x08, RingMessage.Exclude.class, RingMessage.Exclude.CODEC),
            row(0x09, RingMessage.Agreed.class, RingMessage.Agreed.CODEC));

    static final Channel<RingMessage, RingTimer> CHANNEL = new Channel<>(3, "ring", TAGS, RingTimer.class);

    private RingWire() {}
}
