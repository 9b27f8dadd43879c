package io.eddy.atlas;

import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.wire.Codec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a peer says of itself to everyone. There is exactly one encoding of a sheet.
 *
 * @param name as its operator named it; nobody vouches for it
 * @param neighbours the first eight bytes of their ids, ascending as unsigned numbers
 * @param rooms that it is in, as it spells them
 */
record Sheet(Head head, String name, Activity activity, List<Long> neighbours, List<String> rooms) {
    static final int VERSION = 1;

    /** 32 letters of any script, see the rules of names. */
    static final int MAX_NAME_BYTES = 128;

    /** More than the neighbours that a peer seeks: it may have accepted some. */
    static final int MAX_NEIGHBOURS = 16;

    /** As many as a peer may join, see {@link Atlas#MAX_ROOMS}. */
    static final int MAX_ROOMS = Atlas.MAX_ROOMS;

    /** Three renewals at the longest. Without a bound, a peer that is gone could be shown for ever. */
    static final int MAX_HOLDS_SECONDS = 1_800;

    /** What a peer does. The order is the encoding: add at the end only. */
    enum Activity {
        FREE,
        PLAYING
    }

    /**
     * Whose sheet it is, and which.
     *
     * @param version of this encoding
     * @param holdsSeconds for how long it is to be believed when no newer one comes
     */
    record Head(int version, PublicKey key, Edition edition, int holdsSeconds) {
        static final Codec<Head> CODEC = Codec.record(
                Codec.field(Codec.U8, Head::version),
                Codec.field(PublicKey.CODEC, Head::key),
                Codec.field(Edition.CODEC, Head::edition),
                Codec.field(Codec.U16, Head::holdsSeconds),
                Head::new);
    }

    static final Codec<Sheet> CODEC = Codec.record(
            Codec.field(Head.CODEC, Sheet::head),
            Codec.field(Codec.text(MAX_NAME_BYTES), Sheet::name),
            Codec.field(Codec.enumeration(Activity.class), Sheet::activity),
            Codec.field(Codec.I64.listOf(MAX_NEIGHBOURS), Sheet::neighbours),
            Codec.field(Codec.text(MAX_NAME_BYTES).listOf(MAX_ROOMS), Sheet::rooms),
            Sheet::new);

    /** Why no honest peer would say or pass this on. */
    Optional<String> complaint() {
        if (head.version != VERSION) {
            return Optional.of("a place of version " + head.version);
        }
        if (head.holdsSeconds > MAX_HOLDS_SECONDS) {
            return Optional.of("a place that holds for " + head.holdsSeconds + " s");
        }
        if (new LinkedHashSet<>(rooms).size() != rooms.size()) {
            return Optional.of("a place with a room twice");
        }
        for (int i = 1; i < neighbours.size(); i++) {
            if (Long.compareUnsigned(neighbours.get(i - 1), neighbours.get(i)) >= 0) {
                return Optional.of("a place whose neighbours are not in order");
            }
        }
        return neighbours.contains(PeerId.of(head.key).word0())
                ? Optional.of("a place that is its own neighbour")
                : Optional.empty();
    }
}
