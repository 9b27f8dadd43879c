package io.eddy.game.gofish;

import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Leave;
import io.eddy.game.gofish.Transcript.Told;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A whole game between players who each know only their own cards, every choice of which follows from one seed. */
final class SeededGame {
    /** Far beyond any game seen. */
    private static final int MAX_MOVES = 20_000;

    /** One who plays: told what all hear, and asked for a word when it is to speak. */
    interface Player {
        default void observe(Play before, Move move) {}

        Optional<Move> next(Play play, Hand hand);

        static Player random(RandomGenerator random) {
            return (play, hand) -> hand.due(play).or(() -> {
                List<Ask> asks = hand.asks(play);
                return asks.isEmpty() ? Optional.empty() : Optional.of(asks.get(random.nextInt(asks.size())));
            });
        }

        static Player auto(Rules rules, RandomGenerator random) {
            AutoPlayer player = new AutoPlayer(rules, random);
            return new Player() {
                @Override
                public void observe(Play before, Move move) {
                    player.observe(before, move);
                }

                @Override
                public Optional<Move> next(Play play, Hand hand) {
                    return player.next(play, hand);
                }
            };
        }
    }

    final Rules rules;
    final SplittableRandom random;
    final Bytes id;
    final List<Bytes> secrets;
    final OpenDeck deck;
    final SealedDeck seals;
    final List<Move> moves = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final List<Player> players = new ArrayList<>();

    private final List<TreeMap<Slot, Opening>> known = new ArrayList<>();
    private Play play;

    SeededGame(Rules rules, long seed) {
        this(rules, seed, UnaryOperator.identity());
    }

    /** A game whose dealer deals something else than the shuffled deck. */
    SeededGame(Rules rules, long seed, UnaryOperator<OpenDeck> instead) {
        this.rules = rules;
        this.random = new SplittableRandom(seed);
        this.id = bytes();
        this.secrets =
                IntStream.range(0, rules.players()).mapToObj(seat -> bytes()).toList();
        this.deck = instead.apply(FairShuffle.deck(id, secrets));
        this.seals = deck.sealed();
        this.play = Play.dealt(rules, seals);
        for (int seat = 0; seat < rules.players(); seat++) {
            known.add(new TreeMap<>());
            players.add(Player.random(random.split()));
        }
        tell();
    }

    Play play() {
        return play;
    }

    Hand hand(int seat) {
        return Hand.of(play, seat, slot -> known.get(seat).get(slot));
    }

    /** Lets who is to speak say one move; a move that is refused is heard, and nothing else. */
    Move step() {
        int seat = play.phase().speaker().orElseThrow();
        Move move = players.get(seat).next(play, hand(seat)).orElseThrow();
        say(move);
        return move;
    }

    void say(Move move) {
        moves.add(move);
        if (play.refusal(move).isEmpty()) {
            Play before = play;
            players.forEach(player -> player.observe(before, move));
            play = play.after(move);
            tell();
        }
    }

    /** Plays to the end; one move in {@code oneIn} somebody leaves, 0 for never. */
    SeededGame finish(int oneIn) {
        while (!play.isOver()) {
            if (oneIn > 0 && random.nextInt(oneIn) == 0) {
                say(new Leave(random.nextInt(rules.players())));
            } else {
                step();
            }
            if (moves.size() > MAX_MOVES) {
                throw new AssertionError("no end in sight");
            }
        }
        return this;
    }

    Transcript transcript() {
        List<Bytes> commitments = IntStream.range(0, rules.players())
                .mapToObj(seat -> FairShuffle.commitment(id, seat, secrets.get(seat)))
                .toList();
        return new Transcript(id, rules, commitments, seals, moves, told);
    }

    private void tell() {
        for (int seat = 0; seat < rules.players(); seat++) {
            for (Slot slot : play.table().hand(seat)) {
                Opening opening = deck.of(slot);
                if (!play.table().open().containsKey(slot) && known.get(seat).put(slot, opening) == null) {
                    told.add(new Told(seat, opening));
                }
            }
        }
    }

    private Bytes bytes() {
        byte[] bytes = new byte[FairShuffle.SECRET_BYTES];
        random.nextBytes(bytes);
        return Bytes.owning(bytes);
    }
}
