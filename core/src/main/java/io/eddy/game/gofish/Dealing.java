package io.eddy.game.gofish;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Where the hidden cards of one game come from, as one of its players has them: the shuffle before the play, the
 * faces of the player's own cards during it, the disclosure and the judgement after it.
 *
 * <p>All that knows how cards are hidden is behind this. {@link DealersDeck} is the simple mode, where the dealer
 * knows every card and whispers; a deck that all have masked together says other words, and nothing else changes.
 *
 * <p>What follows from {@link #hear} alone is the same for all players.
 */
public interface Dealing extends Faces {

    /** Makes the dealing of one game. */
    @FunctionalInterface
    interface Source {

        /**
         * A dealing in which nothing has been said.
         *
         * @param game what all that is said and signed is bound to
         * @param seat whose it is
         * @param dealer the peer in the dealer's seat
         */
        Dealing dealing(Bytes game, Rules rules, int seat, PeerId dealer, Signing signing);
    }

    /** Gives this player its secret, from which its part of the shuffle follows. It is durable, and told to nobody. */
    void keep(Bytes secret);

    /** Takes note of what a seat said to all. What is not due is passed over, by everybody in the same way. */
    boolean hear(int seat, GoFishWord word, boolean playIsOver);

    /** Whether the shuffle, or the disclosure once the play is over, waits for a word of this seat. */
    boolean waitsFor(int seat, boolean playIsOver);

    /** What this player has to say to all for the shuffle, for the disclosure, or about a false card. */
    Optional<GoFishWord> due(boolean playIsOver);

    /** The deck as all have it, face down, once it is there. */
    Optional<Seals> seals();

    /** What this player has to tell another in private, so that it sees its cards. */
    Optional<Whisper> whisper(Play play, int to);

    /** Takes what another seat tells this player in private; the play is not there before the deck is. */
    void onWhisper(int from, Whisper whisper);

    /** A cheat that is proven while the game goes on, and for which it cannot. */
    Optional<Finding> proven();

    /** Whether all that was hidden has been shown to all. */
    boolean isDisclosed();

    /** Who cheated and how. Only once all is disclosed. */
    List<Finding> audit(Rules rules, List<Move> moves, List<String> names);
}
