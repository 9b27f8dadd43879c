package io.eddy.directory;

import io.eddy.node.Channel;
import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;
import io.eddy.node.SealingKey;
import io.eddy.wire.Bytes;

/** The frames of sealing keys, for tests of what stands on them. */
public final class SealingFrames {
    private SealingFrames() {}

    public static Channel<?, ?> channel() {
        return SealingWire.CHANNEL;
    }

    /** The peer at the other end tells its sealing key. */
    public static void tell(RecordingWorld world, Node node, RecordingLink link, String name, SealingKey key) {
        long asOfMillis = world.wallClockMillis();
        Bytes signature = Bytes.owning(RecordingWorld.signatureBy(name, SealingStatement.signed(key, asOfMillis)));
        SealingStatement said = new SealingStatement(key, asOfMillis, RecordingWorld.keyOf(name), signature);
        world.hear(node, link, SealingWire.CHANNEL, new SealingMessage.Key(said));
    }
}
