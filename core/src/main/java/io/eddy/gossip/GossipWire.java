package io.eddy.gossip;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the gossip channel. A tag, once released, keeps its meaning for ever. */
final class GossipWire {
    static final TagTable<GossipMessage> TAGS = new TagTable<>(
            row(0x01, GossipMessage.Posted.class, GossipMessage.Posted.CODEC),
            row(0x02, GossipMessage.IHave.class, GossipMessage.IHave.CODEC),
            row(0x03, GossipMessage.Graft.class, GossipMessage.Graft.CODEC),
            row(0x04, GossipMessage.Prune.class, GossipMessage.Prune.CODEC));

    static final Channel<GossipMessage, GossipTimer> CHANNEL = new Channel<>(6, "gossip", TAGS, GossipTimer.class);

    private GossipWire() {}
}
