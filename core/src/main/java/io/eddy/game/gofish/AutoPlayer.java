package io.eddy.game.gofish;

import io.eddy.game.gofish.Move.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A player that plays by itself: legal, attentive, and never in need of more than its own hand and what was said.
 *
 * <p>It asks where success is likeliest; among equals for the rank it has most of, then for one that it has asked for
 * before, which tells the others nothing new; and by chance where all that is equal.
 */
public final class AutoPlayer {
    /** Less than this is a rounding error between equal chances. */
    private static final double EQUAL = 1e-9;

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

    /** The chance first; what follows is too small to outweigh a chance that differs. */
    private double worth(Play play, Hand hand, Ask ask) {
        double chance = memory.chance(play, hand, ask.from(), ask.rank());
        int held = hand.of(ask.rank()).size();
        return chance + held * 1e-4 + (memory.hasAsked(hand.seat(), ask.rank()) ? 1e-5 : 0);
    }
}
