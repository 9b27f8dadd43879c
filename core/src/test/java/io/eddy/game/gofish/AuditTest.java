package io.eddy.game.gofish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eddy.game.gofish.Finding.Cheat;
import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Catch;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.game.gofish.Phase.Asking;
import io.eddy.game.gofish.SeededGame.Player;
import io.eddy.game.gofish.Transcript.Told;
import io.eddy.sim.Seeds;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One cheats in each of many games: it is named, and nobody else is. */
final class AuditTest {
    private static final Seeds SEEDS = new Seeds("core", "AuditTest", 300);

    @ParameterizedTest
    @EnumSource(names = {"SWAPPED_CARD", "ILLEGAL_ASK", "FALSE_GO_FISH", "HELD_BACK", "HIDDEN_CATCH", "HIDDEN_BOOK"})
    void aPlayerThatCheatsOnceIsNamed(Cheat cheat) {
        long[] cheated = {0};
        SEEDS.stream().forEach(seed -> {
            int players = 2 + (int) (seed % 4);
            SeededGame game = new SeededGame(Rules.of(players), seed);
            int seat = game.random.nextInt(players);
            Cheater cheater = new Cheater(cheat, game.players.get(seat));
            game.players.set(seat, cheater);
            List<Finding> findings =
                    Audit.of(game.finish(seed % 3 == 0 ? 60 : 0).transcript(), game.secrets);

            if (cheater.done) {
                cheated[0]++;
                assertThat(findings)
                        .as(SEEDS.replay(seed))
                        .extracting(Finding::cheat)
                        .contains(cheat);
            }
            assertThat(findings)
                    .as(SEEDS.replay(seed))
                    .allSatisfy(finding -> assertThat(finding.seat()).isEqualTo(seat));
            assertThat(findings.isEmpty()).isEqualTo(!cheater.done);
        });
        assertThat(cheated[0]).as("games with this cheat").isGreaterThan(SEEDS.count() > 1 ? 30 : 0);
    }

    @Test
    void aDealerThatDealsAnotherDeckIsNamedAndItsVictimsAreNot() {
        SEEDS.stream().forEach(seed -> {
            SeededGame game = new SeededGame(Rules.of(2 + (int) (seed % 4)), seed, AuditTest::swapped);
            List<Finding> findings = Audit.of(game.finish(0).transcript(), game.secrets);

            assertThat(findings).as(SEEDS.replay(seed)).hasSize(1);
            assertThat(findings.get(0).seat()).isZero();
            assertThat(findings.get(0).cheat()).isEqualTo(Cheat.DECK);
            assertThat(findings.get(0).account())
                    .contains("#0 is " + game.deck.deck().at(Slot.ALL.get(0)));
        });
    }

    @Test
    void aSeatThatRevealsAnotherSecretIsNamed() {
        SEEDS.stream().forEach(seed -> {
            int players = 2 + (int) (seed % 4);
            SeededGame game = new SeededGame(Rules.of(players), seed).finish(0);
            List<Bytes> secrets = new ArrayList<>(game.secrets);
            secrets.set(0, Bytes.owning(new byte[FairShuffle.SECRET_BYTES]));

            assertThat(Audit.of(game.transcript(), secrets))
                    .as(SEEDS.replay(seed))
                    .extracting(Finding::seat, Finding::cheat)
                    .containsExactly(tuple(0, Cheat.SECRET));
        });
    }

    @Test
    void aDealerThatTellsAWrongCardIsNamed() {
        SeededGame game = new SeededGame(Rules.of(3), 1).finish(0);
        Told first = game.told.get(0);
        Opening opening = first.opening();
        Card other = game.deck.deck().at(Slot.ALL.get((opening.slot().number() + 1) % Deck.SIZE));
        game.told.add(new Told(first.seat(), new Opening(opening.slot(), other, opening.key())));

        assertThat(Audit.of(game.transcript(), game.secrets))
                .singleElement()
                .isEqualTo(new Finding(
                        0,
                        Cheat.WRONG_CARD,
                        "told seat " + first.seat() + " that " + opening.slot() + " is " + other
                                + ", which does not fit its seal"));
    }

    @Test
    void aDealerThatTellsACardWhichIsNotTheTopIsNamed() {
        SeededGame game = new SeededGame(Rules.of(2), 1);
        Slot bottom = Slot.ALL.get(51);
        game.told.add(new Told(1, game.deck.of(bottom)));
        while (!game.play().isOver()
                && !game.play().table().stock().isEmpty()
                && game.play().table().stock().size() > 1) {
            game.step();
        }

        assertThat(Audit.of(game.transcript(), game.secrets))
                .singleElement()
                .extracting(Finding::seat, Finding::cheat)
                .containsExactly(0, Cheat.WRONG_DRAW);
    }

    @Test
    void aMoveThatWasRefusedIsHeldAgainstNobody() {
        SeededGame game = new SeededGame(Rules.of(3), 5);
        game.say(new Ask(0, 0, Rank.ACE));
        game.say(new Ask(2, 7, Rank.ACE));
        game.say(new Answer(1, List.of()));
        game.say(new Move.Leave(9));
        game.finish(0);
        game.say(new Move.Leave(1));

        assertThat(Audit.of(game.transcript(), game.secrets)).isEmpty();
    }

    @Test
    void aFindingTellsWhatHappened() {
        SeededGame game = new SeededGame(Rules.of(2), 3);
        Cheater cheater = new Cheater(Cheat.FALSE_GO_FISH, game.players.get(1));
        game.players.set(1, cheater);

        assertThat(Audit.of(game.finish(0).transcript(), game.secrets))
                .singleElement()
                .extracting(Finding::account)
                .asString()
                .matches("move \\d+, \"seat 1 says go fish\": held .+");
    }

    private static OpenDeck swapped(OpenDeck deck) {
        List<Card> cards = new ArrayList<>(deck.deck().cards());
        Collections.swap(cards, 0, 51);
        return new OpenDeck(new Deck(cards), deck.keys());
    }

    /** Plays by the rules but for one move, the first that gives it the opportunity. */
    private static final class Cheater implements Player {
        private final Cheat cheat;
        private final Player honest;
        private boolean done;

        Cheater(Cheat cheat, Player honest) {
            this.cheat = cheat;
            this.honest = honest;
        }

        @Override
        public Optional<Move> next(Play play, Hand hand) {
            // Past the moment for its hidden book, it goes on as if it had none.
            Optional<Move> move = honest.next(play, hand)
                    .map(truth -> play.refusal(truth).isEmpty() ? truth : new Lay(hand.seat(), List.of()));
            Optional<Move> deviation = done ? Optional.empty() : move.flatMap(truth -> instead(play, hand, truth));
            done |= deviation.isPresent();
            return deviation.or(() -> move);
        }

        private Optional<Move> instead(Play play, Hand hand, Move truth) {
            int seat = hand.seat();
            return switch (cheat) {
                case SWAPPED_CARD ->
                    truth instanceof Answer answer && !answer.openings().isEmpty()
                            ? Optional.of(new Answer(
                                    seat, List.of(otherSuit(answer.openings().get(0)))))
                            : Optional.empty();
                case ILLEGAL_ASK ->
                    truth instanceof Ask ask
                            ? Arrays.stream(Rank.values())
                                    .filter(rank -> hand.of(rank).isEmpty())
                                    .findFirst()
                                    .map(rank -> new Ask(seat, ask.from(), rank))
                            : Optional.empty();
                case FALSE_GO_FISH ->
                    truth instanceof Answer answer && !answer.openings().isEmpty()
                            ? Optional.of(new Answer(seat, List.of()))
                            : Optional.empty();
                case HELD_BACK ->
                    truth instanceof Answer answer && answer.openings().size() > 1
                            ? Optional.of(new Answer(seat, answer.openings().subList(0, 1)))
                            : Optional.empty();
                case HIDDEN_CATCH -> truth instanceof Catch ? Optional.of(new Lay(seat, List.of())) : Optional.empty();
                case HIDDEN_BOOK ->
                    truth instanceof Lay lay
                                    && !lay.openings().isEmpty()
                                    && play.phase() instanceof Asking
                                    && !play.others(seat).isEmpty()
                            ? Optional.of(new Ask(
                                    seat, play.others(seat).get(0), hand.ranks().get(0)))
                            : Optional.empty();
                default -> throw new IllegalArgumentException(cheat + " is not a player's");
            };
        }

        private static Opening otherSuit(Opening opening) {
            Suit other = opening.card().suit() == Suit.SPADES ? Suit.CLUBS : Suit.SPADES;
            return new Opening(opening.slot(), new Card(opening.rank(), other), opening.key());
        }
    }
}
