package io.eddy.atlas;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the atlas channel. A tag, once released, keeps its meaning for ever. */
final class AtlasWire {
    static final TagTable<AtlasMessage> TAGS = new TagTable<>(
            row(0x01, AtlasMessage.Ask.class, AtlasMessage.Ask.CODEC),
            row(0x02, AtlasMessage.Tidings.class, AtlasMessage.Tidings.CODEC));

    static final Channel<AtlasMessage, AtlasTimer> CHANNEL = new Channel<>(7, "atlas", TAGS, AtlasTimer.class);

    private AtlasWire() {}
}
