package io.eddy.game.gofish;

import io.eddy.game.gofish.Move.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A player that plays by itself: legal, attentive, and never in need of more than its own hand and what was said.
 *
 * <p>It takes what is certain first, as that costs no turn. Else it weighs the chance by the square of what it has of
 * the rank: the chance alone favours ranks of which it has one card, and those make no books. (Measured against random
 * players, 3,000 games of two: the chance alone wins 54 in 100, times what is held 61, times its square 68.) Among
 * equals it prefers what it has asked for before, which tells the others nothing new.
 */
public final class AutoPlayer {
    /** Less than this is a rounding error between equal chances. */
    private static final double EQUAL = 1e-9;

    /** More than any chance times the square of three cards. */
    private static final double CERTAIN = 10;

    /** Less than any chance that matters. */
    private static final double KNOWN = 1e-6;

    private final Memory memory;
    private final RandomGenerator random;

    public AutoPlayer(Rules rules, RandomGenerator random) {
        this.memory = new Memory(rules);
        this.random = random;
    }

    /** Takes note of a move, its own or another's, said at this moment of the game. */
    public void observe(Play before, Move move) {
        memory.observe(before, move);
    }

    /** What it says at this moment; nothing when others are to speak, or its own cards are still on their way. */
    public Optional<Move> next(Play play, Hand hand) {
        return hand.due(play).or(() -> ask(play, hand));
    }

    private Optional<Move> ask(Play play, Hand hand) {
        List<Ask> best = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        for (Ask ask : hand.asks(play)) {
            double worth = worth(play, hand, ask);
            if (worth > most + EQUAL) {
                best.clear();
                most = worth;
            }
            if (worth >= most - EQUAL) {
                best.add(ask);
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best.get(random.nextInt(best.size())));
    }

    private double worth(Play play, Hand hand, Ask ask) {
        double chance = memory.chance(play, hand, ask.from(), ask.rank());
        int held = hand.of(ask.rank()).size();
        return (chance < 1 ? 0 : CERTAIN)
                + chance * held * held
                + (memory.hasAsked(hand.seat(), ask.rank()) ? KNOWN : 0);
    }
}
