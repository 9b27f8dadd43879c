package io.eddy.registry;

import io.eddy.ring.RingId;
import io.eddy.wire.Codec;
import java.util.List;

/**
 * A game as a manager lists it.
 *
 * @param players their names, the one that asked for the game first
 */
public record GameLine(RingId game, String kind, List<String> players) {
    static final int MAX_PLAYERS = 1 + RegistryMessage.Start.MAX_OTHERS;

    static final Codec<GameLine> CODEC = Codec.record(
            Codec.field(RingId.CODEC, GameLine::game),
            Codec.field(Codec.text(RegistryMessage.Start.MAX_KIND_BYTES), GameLine::kind),
            Codec.field(Codec.text(PeerName.MAX_BYTES).listOf(MAX_PLAYERS), GameLine::players),
            GameLine::new);

    public GameLine {
        players = List.copyOf(players);
    }
}
