package io.eddy.registry;

import io.eddy.node.Node;
import io.eddy.node.RecordingLink;
import io.eddy.node.RecordingWorld;

/** What a peer says to a whole manager, as the test wants it. */
public final class PlayerVoice {
    private PlayerVoice() {}

    public static void register(RecordingWorld world, Node manager, RecordingLink link, String name) {
        world.hear(manager, link, RegistryWire.CHANNEL, new RegistryMessage.Register(1, name));
    }
}
