package io.eddy.sync;

import io.eddy.node.Channel;

/** The frames of the logs, for tests of what stands on them. */
public final class SyncFrames {
    private SyncFrames() {}

    public static Channel<?, ?> channel() {
        return SyncWire.CHANNEL;
    }
}
