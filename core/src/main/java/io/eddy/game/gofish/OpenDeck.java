package io.eddy.game.gofish;

import io.eddy.wire.Bytes;
import java.util.List;

/**
 * A shuffled deck with the keys of its seals: what the dealer has during the game, and everyone after it.
 *
 * @param keys one for each slot; who has a slot's key can show its card
 */
public record OpenDeck(Deck deck, List<Bytes> keys) implements Faces {

    public OpenDeck {
        keys = List.copyOf(keys);
        if (keys.size() != Deck.SIZE) {
            throw new IllegalArgumentException(keys.size() + " keys to a deck of " + Deck.SIZE);
        }
    }

    @Override
    public Opening of(Slot slot) {
        return new Opening(slot, deck.at(slot), keys.get(slot.number()));
    }

    /** What all are given of it before the first card is dealt. */
    public SealedDeck sealed() {
        return new SealedDeck(
                Slot.ALL.stream().map(slot -> SealedDeck.seal(of(slot))).toList());
    }
}
