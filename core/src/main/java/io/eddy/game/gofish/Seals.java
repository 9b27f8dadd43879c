package io.eddy.game.gofish;

/**
 * The face-down deck as everyone has it: it hides each card and holds whoever opens one to its true face.
 *
 * <p>This and {@link Faces} are all that the game knows of where hidden cards come from. In the simple mode the seals
 * are the dealer's ({@link SealedDeck}); a deck that all have masked together takes its place without a change to the
 * rules.
 */
@FunctionalInterface
public interface Seals {

    /** Whether this is the face that the slot was sealed with. Total: any opening gives an answer. */
    boolean fit(Opening opening);
}
