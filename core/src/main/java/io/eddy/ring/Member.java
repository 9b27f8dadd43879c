package io.eddy.ring;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.wire.Codec;

/** Who sits in a seat of a ring, by the name that all members use for it, and where it was last known to listen. */
public record Member(PeerId peer, String name, Endpoint address) {
    /** As much as a peer's name may have, and {@code ~} with the beginning of an id behind it. */
    static final int MAX_NAME_BYTES = 128 + 5;

    public static final Codec<Member> CODEC = Codec.record(
            Codec.field(PeerId.CODEC, Member::peer),
            Codec.field(Codec.text(MAX_NAME_BYTES), Member::name),
            Codec.field(Endpoint.CODEC, Member::address),
            Member::new);
}
