package io.eddy.sync;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the channel of the logs. A tag, once released, keeps its meaning for ever. */
final class SyncWire {
    static final TagTable<SyncMessage> TAGS = new TagTable<>(
            row(0x01, SyncMessage.Open.class, SyncMessage.Open.CODEC),
            row(0x02, SyncMessage.Marks.class, SyncMessage.Marks.CODEC),
            row(0x03, SyncMessage.Frontier.class, SyncMessage.Frontier.CODEC),
            row(0x04, SyncMessage.Have.class, SyncMessage.Have.CODEC),
            row(0x05, SyncMessage.Want.class, SyncMessage.Want.CODEC),
            row(0x06, SyncMessage.Pushed.class, SyncMessage.Pushed.CODEC),
            row(0x07, SyncMessage.Given.class, SyncMessage.Given.CODEC),
            row(0x08, SyncMessage.Fork.class, SyncMessage.Fork.CODEC),
            row(0x09, SyncMessage.Carry.class, SyncMessage.Carry.CODEC));

    static final Channel<SyncMessage, SyncTimer> CHANNEL = new Channel<>(8, "sync", TAGS, SyncTimer.class);

    private SyncWire() {}
}
