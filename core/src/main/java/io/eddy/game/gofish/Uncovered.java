package io.eddy.game.gofish;

import io.eddy.game.gofish.Transcript.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sealed faces as far as they can be shown after the game, also where the dealer sealed another deck. */
final class Uncovered implements Faces {
    private final Seals seals;
    private final Map<Slot, Opening> faces = new TreeMap<>();

    Uncovered(Transcript transcript, OpenDeck shuffled) {
        this.seals = transcript.seals();
        List<Opening> shown = new ArrayList<>();
        Slot.ALL.stream().map(shuffled::of).forEach(shown::add);
        transcript.told().stream().map(Told::opening).forEach(shown::add);
        transcript.moves().forEach(move -> shown.addAll(move.openings()));
        shown.forEach(this::note);
        // A dealer that swapped cards under the keys of their slots has sealed one of the other 51.
        for (Slot slot : Slot.ALL) {
            for (Card card : Deck.UNSHUFFLED.cards()) {
                note(new Opening(slot, card, shuffled.of(slot).key()));
            }
        }
    }

    @Override
    public @Nullable Opening of(Slot slot) {
        return faces.get(slot);
    }

    private void note(Opening opening) {
        if (!faces.containsKey(opening.slot()) && seals.fit(opening)) {
            faces.put(opening.slot(), opening);
        }
    }
}
