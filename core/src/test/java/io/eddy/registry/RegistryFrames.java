package io.eddy.registry;

import io.eddy.node.PeerId;
import io.eddy.wire.WireWriter;
import java.util.List;

/** Frames that no honest peer makes. */
final class RegistryFrames {
    private RegistryFrames() {}

    /** Asks for a name of any length. */
    static byte[] register(String name) {
        WireWriter out = new WireWriter();
        out.u8(RegistryWire.CHANNEL.number());
        out.u8(1);
        out.i64(1);
        out.text(name, 65_535);
        return out.toByteArray();
    }

    /** Wants to watch any number of peers. */
    static byte[] watch(List<PeerId> peers) {
        WireWriter out = new WireWriter();
        out.u8(RegistryWire.CHANNEL.number());
        out.u8(11);
        PeerId.CODEC.listOf(65_535).encode(peers, out);
        return out.toByteArray();
    }
}
