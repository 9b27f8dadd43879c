package io.eddy.game;

import io.eddy.game.gofish.Dealing;
import io.eddy.game.gofish.FalseDealings;
import io.eddy.game.gofish.GoFishWire;
import io.eddy.game.gofish.GoFishWord;
import io.eddy.game.gofish.GoFishWord.Disclosed;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Opening;
import io.eddy.ring.Charter;
import io.eddy.ring.Ring;
import io.eddy.ring.RingId;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One who cheats once in every game, over all lives of its peer. */
final class Cheater {
    /** What it does. */
    enum Way {
        NOT_AT_ALL,
        FALSE_GO_FISH,
        SWAPPED_CARD,
        OTHER_DECK,
        CARD_TWICE,
        BIASED_SEED,
        WRONG_CARD_TOLD;

        boolean isDealers() {
            return this == OTHER_DECK || this == CARD_TWICE || this == BIASED_SEED || this == WRONG_CARD_TOLD;
        }
    }

    final Way way;
    final int seat;
    /** Games in which it has cheated. */
    final Set<RingId> done = new LinkedHashSet<>();

    Cheater(Way way, int seat) {
        this.way = way;
        this.seat = seat;
    }

    Dealing.Source dealings() {
        return switch (way) {
            case OTHER_DECK -> FalseDealings::swapped;
            case CARD_TWICE -> FalseDealings::twice;
            case WRONG_CARD_TOLD -> FalseDealings::tellingAWrongCard;
            case NOT_AT_ALL, FALSE_GO_FISH, SWAPPED_CARD, BIASED_SEED -> SimulatedTable.honest();
        };
    }

    /** Whether this is what it has done in that game, if it has cheated there. */
    boolean cheatedIn(RingId game) {
        return done.contains(game) || way == Way.OTHER_DECK || way == Way.CARD_TWICE || way == Way.WRONG_CARD_TOLD;
    }

    Ring ring(Ring ring) {
        return new BentRing(ring);
    }

    private GoFishWord bend(RingId game, GoFishWord word) {
        boolean first = !done.contains(game);
        if (first && way == Way.BIASED_SEED && word instanceof Disclosed) {
            done.add(game);
            return new Disclosed(Bytes.owning(new byte[32]));
        }
        boolean gives = word instanceof Moved moved
                && moved.move() instanceof Answer answer
                && !answer.openings().isEmpty();
        if (first && gives && (way == Way.FALSE_GO_FISH || way == Way.SWAPPED_CARD)) {
            done.add(game);
            Answer answer = (Answer) ((Moved) word).move();
            return new Moved(
                    new Answer(seat, way == Way.FALSE_GO_FISH ? List.of() : swapped(answer.openings())), false);
        }
        return word;
    }

    private static List<Opening> swapped(List<Opening> openings) {
        List<Opening> changed = new ArrayList<>(openings);
        changed.set(0, FalseDealings.anotherSuit(openings.get(0)));
        return changed;
    }

    /** The ring to which other words are said than the program would say. */
    private final class BentRing implements Ring {
        private final Ring ring;

        BentRing(Ring ring) {
            this.ring = ring;
        }

        @Override
        public Charter charter() {
            return ring.charter();
        }

        @Override
        public int seat() {
            return ring.seat();
        }

        @Override
        public int dealer() {
            return ring.dealer();
        }

        @Override
        public boolean isIn(int other) {
            return ring.isIn(other);
        }

        @Override
        public boolean isHere(int other) {
            return ring.isHere(other);
        }

        @Override
        public boolean isPaused() {
            return ring.isPaused();
        }

        @Override
        public boolean isReplaying() {
            return ring.isReplaying();
        }

        @Override
        public long settled() {
            return ring.settled();
        }

        @Override
        public void say(Bytes words) {
            GoFishWord word = GoFishWire.decode(words).orElseThrow();
            ring.say(GoFishWire.encode(bend(ring.charter().ring(), word)));
        }

        @Override
        public boolean isUnheard() {
            return ring.isUnheard();
        }

        @Override
        public void exclude(int other) {
            ring.exclude(other);
        }

        @Override
        public void leave() {
            ring.leave();
        }

        @Override
        public void close() {
            ring.close();
        }
    }
}
