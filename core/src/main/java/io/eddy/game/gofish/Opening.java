package io.eddy.game.gofish;

import io.eddy.wire.Bytes;

/**
 * The face of one slot together with what proves it: told in private to the one who is dealt it, and by that one to
 * all when the card is given, shown or laid down.
 *
 * @param key what {@link Seals} check the card with
 */
public record Opening(Slot slot, Card card, Bytes key) {
    public static final int KEY_BYTES = 32;

    public Rank rank() {
        return card.rank();
    }
}
