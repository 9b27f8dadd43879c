package io.eddy.entry;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import io.eddy.wire.WireWriter;
import java.nio.charset.StandardCharsets;

/** The id of a conversation: of two peers, or of a room. */
public final class Group {
    private Group() {}

    /** Both sides come to the same: the SHA-256 of {@code pair/1} and the two ids, the lower first. */
    public static Bytes ofPair(PeerId one, PeerId other) {
        boolean ordered = one.compareTo(other) < 0;
        WireWriter out = new WireWriter();
        out.raw("pair/1".getBytes(StandardCharsets.US_ASCII));
        PeerId.CODEC.encode(ordered ? one : other, out);
        PeerId.CODEC.encode(ordered ? other : one, out);
        return Bytes.sha256(out.toByteArray());
    }

    /** The SHA-256 of {@code room/1} and the room's name, in the form in which names are compared. */
    public static Bytes ofRoom(String room) {
        return Bytes.sha256(("room/1" + room).getBytes(StandardCharsets.UTF_8));
    }
}
