package io.eddy.overlay;

import static io.eddy.wire.TagTable.row;

import io.eddy.node.Channel;
import io.eddy.wire.TagTable;

/** The tag table of the overlay's channel. A tag, once released, keeps its meaning for ever. */
final class OverlayWire {
    static final TagTable<OverlayMessage> TAGS = new TagTable<>(
            row(0x01, OverlayMessage.Join.class, OverlayMessage.Join.CODEC),
            row(0x02, OverlayMessage.Redirect.class, OverlayMessage.Redirect.CODEC),
            row(0x03, OverlayMessage.ForwardJoin.class, OverlayMessage.ForwardJoin.CODEC),
            row(0x04, OverlayMessage.Neighbour.class, OverlayMessage.Neighbour.CODEC),
            row(0x05, OverlayMessage.NeighbourAnswer.class, OverlayMessage.NeighbourAnswer.CODEC),
            row(0x06, OverlayMessage.Disconnect.class, OverlayMessage.Disconnect.CODEC),
            row(0x07, OverlayMessage.Shuffle.class, OverlayMessage.Shuffle.CODEC),
            row(0x08, OverlayMessage.ShuffleReply.class, OverlayMessage.ShuffleReply.CODEC),
            row(0x09, OverlayMessage.Beat.class, OverlayMessage.Beat.CODEC),
            row(0x0a, OverlayMessage.Seek.class, OverlayMessage.Seek.CODEC),
            row(0x0b, OverlayMessage.Mark.class, OverlayMessage.Mark.CODEC),
            row(0x0c, OverlayMessage.Probe.class, OverlayMessage.Probe.CODEC));

    static final Channel<OverlayMessage, OverlayTimer> CHANNEL = new Channel<>(5, "overlay", TAGS, OverlayTimer.class);

    private OverlayWire() {}
}
