package io.eddy.game.gofish;

import io.eddy.wire.Bytes;
import io.eddy.wire.Codec;

/**
 * The face of one slot together with what proves it: told in private to the one who is dealt it, and by that one to
 * all when the card is given, shown or laid down.
 *
 * @param key what {@link Seals} check the card with
 */
public record Opening(Slot slot, Card card, Bytes key) {
    public static final int KEY_BYTES = 32;

    public static final Codec<Opening> CODEC = Codec.record(
            Codec.field(Slot.CODEC, Opening::slot),
            Codec.field(Card.CODEC, Opening::card),
            Codec.field(Codec.bytes(KEY_BYTES), Opening::key),
            Opening::new);

    public Rank rank() {
        return card.rank();
    }
}
