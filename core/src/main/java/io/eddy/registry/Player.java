package io.eddy.registry;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import io.eddy.wire.Codec;

/**
 * A registered peer as a manager tells of it.
 *
 * @param address where it listens, as the manager sees it; port 0: nowhere
 * @param lastSeenMillis by the manager's clock, in milliseconds since 1970
 */
public record Player(String name, PeerId peer, Presence presence, Endpoint address, long lastSeenMillis) {

    /** Whether a registered peer has a lease, and what it does. The order is the encoding: add at the end only. */
    public enum Presence {
        FREE,
        PLAYING,
        OFFLINE,
        /** It left the list; its name is kept for it. */
        LEFT
    }

    static final Codec<Player> CODEC = Codec.record(
            Codec.field(Codec.text(PeerName.MAX_BYTES), Player::name),
            Codec.field(PeerId.CODEC, Player::peer),
            Codec.field(Codec.enumeration(Presence.class), Player::presence),
            Codec.field(Endpoint.CODEC, Player::address),
            Codec.field(Codec.I64, Player::lastSeenMillis),
            Player::new);

    public boolean isOnline() {
        return presence == Presence.FREE || presence == Presence.PLAYING;
    }
}
