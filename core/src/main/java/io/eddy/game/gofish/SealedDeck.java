package io.eddy.game.gofish;

import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A deck that its dealer has committed to, card by card: one SHA-256 for each slot, over the slot, its card and a
 * secret key of its own. Which card a slot hides is fixed when this is said, and told one slot at a time.
 */
public record SealedDeck(List<Bytes> seals) implements Seals {
    private static final byte[] DOMAIN = "eddy gofish seal 1\n".getBytes(StandardCharsets.US_ASCII);

    public SealedDeck {
        seals = List.copyOf(seals);
        if (seals.size() != Deck.SIZE) {
            throw new IllegalArgumentException(seals.size() + " seals on a deck of " + Deck.SIZE);
        }
    }

    @Override
    public boolean fit(Opening opening) {
        return opening.key().length() == Opening.KEY_BYTES
                && seals.get(opening.slot().number()).equals(seal(opening));
    }

    /** Slot and key have fixed lengths, so that one run of bytes has one reading. */
    static Bytes seal(Opening opening) {
        return Bytes.sha256(
                DOMAIN,
                new byte[] {(byte) opening.slot().number()},
                opening.key().array(),
                opening.card().toString().getBytes(StandardCharsets.US_ASCII));
    }
}
