package io.eddy.game.gofish;

import org.jspecify.annotations.Nullable;

/** What somebody knows of the faces of hidden cards: the dealer of the simple mode all, a player those it was told. */
@FunctionalInterface
public interface Faces {

    /** The face of this slot; {@code null} when it is not known, or not yet. */
    @Nullable
    Opening of(Slot slot);
}
