package io.eddy.game.gofish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Leave;
import io.eddy.game.gofish.Phase.Ending;
import io.eddy.game.gofish.Phase.Over;
import io.eddy.sim.Seeds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in every game, after every move. */
final class RandomGamesTest {
    private static final Seeds SEEDS = new Seeds("core", "RandomGamesTest", 750);
    private static final Set<Slot> ALL_SLOTS = new TreeSet<>(Slot.ALL);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void eachCardIsInOnePlaceAfterEveryMove(int players) {
        SEEDS.stream().limit(250).forEach(seed -> {
            SeededGame game = game(players, seed);
            CardsOnTheTable cards = new CardsOnTheTable(game.play(), game.deck.deck());
            while (!game.play().isOver()) {
                Play before = game.play();
                Move move = seed % 4 == 0 && game.random.nextInt(60) == 0 ? leave(game) : game.step();
                cards.follow(before, move, game.play());
                assertThat(cards.of(game.play())).as(SEEDS.replay(seed)).isEqualTo(cards);
                assertThat(new TreeSet<>(slots(game.play()))).isEqualTo(ALL_SLOTS);
                assertThat(slots(game.play())).hasSize(Deck.SIZE);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void whoKnowsOnlyItsOwnCardsSeesTheGameOfWhoKnowsAll(int players) {
        SEEDS.stream().limit(100).forEach(seed -> {
            SeededGame game = game(players, seed);
            Play dealer = Play.dealt(game.rules, game.seals);
            Play auditor = Play.dealt(game.rules, game.deck.sealed());
            while (!game.play().isOver()) {
                for (int seat = 0; seat < players; seat++) {
                    assertThat(game.hand(seat)).isEqualTo(Hand.of(dealer, seat, game.deck));
                    assertThat(game.hand(seat).coming()).isZero();
                }
                Move move = game.step();
                dealer = dealer.after(move);
                auditor = auditor.after(move);
                assertThat(dealer).isEqualTo(game.play()).isEqualTo(auditor);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void everyGameEndsWithAllBooksDownAndAWinner(int players) {
        SEEDS.stream().limit(400).forEach(seed -> {
            SeededGame game = game(players, seed).finish(0);
            Play end = game.play();

            assertThat(end.phase()).as(SEEDS.replay(seed)).isEqualTo(new Over(Ending.ALL_BOOKS));
            assertThat(end.table().books()).isEqualTo(Rank.COUNT);
            assertThat(end.table().stock()).isEmpty();
            assertThat(end.winners()).isNotEmpty();
            assertThat(game.moves.stream().filter(Ask.class::isInstance).count())
                    .isLessThanOrEqualTo(mostAsks(game.rules, 0));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void everyGameEndsWhenPlayersLeave(int players) {
        SEEDS.stream().forEach(seed -> {
            SeededGame game = game(players, seed).finish(40);
            List<Integer> left = game.moves.stream()
                    .filter(Leave.class::isInstance)
                    .map(Move::seat)
                    .distinct()
                    .toList();

            assertThat(game.play().winners())
                    .as(SEEDS.replay(seed))
                    .isNotEmpty()
                    .noneMatch(left::contains);
            assertThat(game.moves.stream().filter(Ask.class::isInstance).count())
                    .isLessThanOrEqualTo(mostAsks(game.rules, left.size()));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void anHonestGameAuditsClean(int players) {
        SEEDS.stream().limit(300).forEach(seed -> {
            SeededGame game = game(players, seed).finish(seed % 2 == 0 ? 0 : 50);

            assertThat(Audit.of(game.transcript(), game.secrets))
                    .as(SEEDS.replay(seed))
                    .isEmpty();
        });
    }

    @Test
    void theSameSeedPlaysTheSameGame() {
        assertThat(game(4, 11).finish(30).moves).isEqualTo(game(4, 11).finish(30).moves);
        assertThat(game(4, 11).finish(30).moves).isNotEqualTo(game(4, 12).finish(30).moves);
    }

    /** The bound that {@link Rules} proves. */
    private static long mostAsks(Rules rules, int leavers) {
        long draws = (long) Deck.SIZE * (1 + leavers);
        long answers = Deck.SIZE + draws;
        return (draws + answers + 1) * rules.maxBarrenAsks();
    }

    private static SeededGame game(int players, long seed) {
        Rules rules = new Rules(players, seed % 3 == 0 ? 5 : 7, seed % 5 == 0);
        SeededGame game = new SeededGame(rules, seed);
        for (int seat = 0; seat < players; seat++) {
            if ((seed >> seat & 1) == 1) {
                game.players.set(seat, SeededGame.Player.auto(rules, game.random.split()));
            }
        }
        return game;
    }

    private static Move leave(SeededGame game) {
        Move move = new Leave(game.random.nextInt(game.rules.players()));
        game.say(move);
        return move;
    }

    private static List<Slot> slots(Play play) {
        List<Slot> slots = new ArrayList<>(play.table().stock());
        IntStream.range(0, play.rules().players())
                .forEach(seat -> slots.addAll(play.table().hand(seat)));
        Set<Rank> laid = laid(play);
        play.table().open().values().stream()
                .filter(opening -> laid.contains(opening.rank()))
                .map(Opening::slot)
                .forEach(slots::add);
        return slots;
    }

    private static Set<Rank> laid(Play play) {
        Set<Rank> laid = EnumSet.noneOf(Rank.class);
        play.table().seats().forEach(seat -> laid.addAll(seat.books()));
        return laid;
    }
}
