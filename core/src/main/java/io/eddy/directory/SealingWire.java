package io.eddy.directory;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the channel of sealing keys. A tag, once released, keeps its meaning for ever. */
final class SealingWire {
    static final TagTable<SealingMessage> TAGS = new TagTable<>(
            row(0x01, SealingMessage.Key.class, SealingMessage.Key.CODEC),
            row(0x02, SealingMessage.Ask.class, SealingMessage.Ask.CODEC),
            row(0x03, SealingMessage.Told.class, SealingMessage.Told.CODEC));

    /** It has no timers. */
    static final Channel<SealingMessage, Void> CHANNEL = new Channel<>(9, "sealing", TAGS, Void.class);

    private SealingWire() {}
}
