package io.eddy.game.gofish;

import static io.eddy.game.gofish.Position.card;
import static io.eddy.game.gofish.Position.cards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Catch;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.game.gofish.Phase.Asked;
import io.eddy.game.gofish.Phase.Asking;
import io.eddy.game.gofish.Phase.Ending;
import io.eddy.game.gofish.Phase.Fished;
import io.eddy.game.gofish.Phase.Laying;
import io.eddy.game.gofish.Phase.Over;
import io.eddy.game.gofish.Play.Draw;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of {@link Rules}, one by one. */
final class PlayTest {
    private static final Rules TWO = Rules.of(2);
    private static final Rules THREE = Rules.of(3);

    @ParameterizedTest
    @CsvSource({"2, 7", "3, 7", "4, 5", "5, 5"})
    void sevenCardsAreDealtToFewPlayersAndFiveToMany(int players, int cardsEach) {
        Play play = new SeededGame(Rules.of(players), 1).play();

        assertThat(play.table().seats())
                .allSatisfy(seat -> assertThat(seat.hand()).hasSize(cardsEach));
        assertThat(play.table().stock()).hasSize(52 - players * cardsEach);
        assertThat(new SeededGame(Rules.of(players).dealing(5), 1)
                        .play()
                        .table()
                        .hand(0))
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 6})
    void nobodyPlaysAloneOrWithMoreThanFour(int players) {
        assertThatThrownBy(() -> Rules.of(players)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TWO.dealing(6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cardsAreDealtOneAtATimeFromTheDealersLeft() {
        Table table = new SeededGame(THREE, 1).play().table();

        assertThat(table.hand(1)).extracting(Slot::number).containsExactly(0, 3, 6, 9, 12, 15, 18);
        assertThat(table.hand(2)).extracting(Slot::number).startsWith(1, 4, 7);
        assertThat(table.hand(0)).extracting(Slot::number).startsWith(2, 5, 8);
        assertThat(table.top().number()).isEqualTo(21);
    }

    @Test
    void booksOfTheDealtHandsAreLaidBeforeThePlayerLeftOfTheDealerBegins() {
        Play play = new Position(THREE)
                .seat("2S 3S", "")
                .seat("AS AH AD AC 5S", "")
                .seat("2H 3H", "")
                .stock("4S 4H")
                .at(new Laying(1));

        assertThat(play.refusal(new Ask(1, 2, Rank.FIVE))).contains(Breach.NOT_YOUR_TURN);
        assertThat(play.phase().turn()).isEmpty();
        assertThat(Position.hand(play, 1).due(play)).contains(new Lay(1, cards("AS AH AD AC")));
        play = due(due(due(play)));

        assertThat(play.phase()).isEqualTo(new Asking(1));
        assertThat(play.table().seat(1).books()).containsExactly(Rank.ACE);
    }

    @Test
    void anIllegalAskIsRefusedWithItsRuleAndCostsNothing() {
        Play play = new Position(THREE)
                .seat("2S 3S", "")
                .seat("AS", "")
                .seat("", "K")
                .stock("")
                .at(new Asking(0));

        assertThat(play.refusal(new Ask(1, 0, Rank.ACE))).contains(Breach.NOT_YOUR_TURN);
        assertThat(play.refusal(new Ask(0, 0, Rank.TWO))).contains(Breach.OWN_SELF);
        assertThat(play.refusal(new Ask(0, 2, Rank.TWO))).contains(Breach.PLAYER_OUT);
        assertThat(play.refusal(new Ask(0, 3, Rank.TWO))).contains(Breach.NO_SUCH_SEAT);
        assertThat(play.refusal(new Ask(-1, 0, Rank.TWO))).contains(Breach.NO_SUCH_SEAT);
        assertThat(Position.hand(play, 0).refusal(play, new Ask(0, 1, Rank.ACE)))
                .contains(Breach.RANK_NOT_HELD);
        assertThat(Position.hand(play, 0).refusal(play, new Ask(0, 1, Rank.TWO)))
                .isEmpty();
        assertThat(Position.hand(play, 0).asks(play))
                .containsExactly(new Ask(0, 1, Rank.TWO), new Ask(0, 1, Rank.THREE));
        assertThatThrownBy(() -> play.after(new Ask(0, 0, Rank.TWO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("you cannot ask yourself");
    }

    @Test
    void allCardsOfTheRankAreGivenAndTheAskerGoesOn() {
        Play play = new Position(TWO)
                .seat("2S 3S", "")
                .seat("2H 2D 9C", "")
                .stock("4S")
                .at(new Asking(0))
                .after(new Ask(0, 1, Rank.TWO));

        assertThat(play.phase()).isEqualTo(new Asked(0, 1, Rank.TWO));
        assertThat(play.refusal(new Answer(0, List.of()))).contains(Breach.NOT_ASKED);
        assertThat(play.refusal(new Answer(1, cards("9C")))).contains(Breach.WRONG_RANK);
        assertThat(play.refusal(new Answer(1, cards("2C")))).contains(Breach.NOT_YOUR_CARD);
        assertThat(play.refusal(new Answer(1, cards("2H 2H")))).contains(Breach.NOT_YOUR_CARD);
        assertThat(play.refusal(new Answer(
                        1,
                        List.of(new Opening(
                                card("9C").slot(), card("2C").card(), card("9C").key())))))
                .contains(Breach.TRUE_FACE);
        play = due(play);

        assertThat(play.phase()).isEqualTo(new Asking(0));
        assertThat(Position.hand(play, 0)).hasToString("2S 2H 2D 3S");
        assertThat(play.table().open()).hasSize(2);
    }

    @Test
    void whoFishesAnotherRankPassesTheTurnToTheLeft() {
        Play play = fishing("9S");

        assertThat(play.phase()).isEqualTo(new Fished(1, Rank.TWO, card("9S").slot()));
        assertThat(play.drawn()).isEqualTo(new Draw(1, card("9S").slot()));
        assertThat(play.refusal(new Catch(1, card("9S")))).contains(Breach.NOTHING_FISHED);
        assertThat(play.refusal(new Catch(1, card("2S")))).contains(Breach.NOTHING_FISHED);
        assertThat(due(play).phase()).isEqualTo(new Asking(2));
        assertThat(due(play).drawn()).isNull();
    }

    @Test
    void whoFishesTheRankAskedForShowsItAndGoesOn() {
        Play play = fishing("2C");

        assertThat(Position.hand(play, 1).due(play)).contains(new Catch(1, card("2C")));
        play = due(play);

        assertThat(play.phase()).isEqualTo(new Asking(1));
        assertThat(play.table().open()).containsValue(card("2C"));
    }

    @ParameterizedTest
    @CsvSource({"false, 2", "true, 1"})
    void aFishedCardThatCompletesAnotherBookIsLaidAndGoesOnOnlyByTheRule(boolean goesOn, int next) {
        Play play = new Position(new Rules(3, 7, goesOn))
                .seat("2H", "")
                .seat("2S 7S 7H 7D", "")
                .seat("9H", "")
                .stock("7C 4S")
                .at(new Asking(1))
                .after(new Ask(1, 2, Rank.TWO));
        play = due(play);

        assertThat(play.refusal(new Lay(1, cards("7S 7H 7D")))).contains(Breach.NOT_A_BOOK);
        play = due(play);

        assertThat(play.table().seat(1).books()).containsExactly(Rank.SEVEN);
        assertThat(play.phase()).isEqualTo(new Asking(next));
    }

    @Test
    void withNothingToFishTheTurnPasses() {
        Play play = new Position(THREE)
                .seat("2H", "")
                .seat("2S 3S", "")
                .seat("3H", "")
                .stock("")
                .at(new Asking(1));
        play = due(play.after(new Ask(1, 2, Rank.TWO)));

        assertThat(play.phase()).isEqualTo(new Asking(2));
        assertThat(play.drawn()).isNull();
        assertThat(play.barren()).isEqualTo(1);
    }

    @Test
    void anEmptyHandMayBeAskedWhileThereIsAStock() {
        Play play = new Position(THREE)
                .seat("2H", "")
                .seat("2S 3S", "")
                .seat("", "")
                .stock("9S 9H")
                .at(new Asking(1));
        play = due(play.after(new Ask(1, 2, Rank.TWO)));

        assertThat(play.phase()).isEqualTo(new Fished(1, Rank.TWO, card("9S").slot()));
    }

    @Test
    void anEmptyHandDrawsOneWhenItsTurnComes() {
        Play play = new Position(THREE)
                .seat("2H", "")
                .seat("2S 3S", "")
                .seat("", "")
                .stock("9S 9H")
                .at(new Fished(1, Rank.TWO, card("3S").slot()))
                .after(new Lay(1, List.of()));

        assertThat(play.phase()).isEqualTo(new Asking(2));
        assertThat(play.drawn()).isEqualTo(new Draw(2, card("9S").slot()));
    }

    @Test
    void anEmptyHandWithoutAStockIsPassedOver() {
        Play play = new Position(THREE)
                .seat("3H", "")
                .seat("2S 3S", "")
                .seat("", "K")
                .stock("")
                .at(new Asked(1, 0, Rank.TWO))
                .after(new Answer(0, List.of()));

        assertThat(play.phase()).isEqualTo(new Asking(0));
        assertThat(play.table().isIn(2)).isFalse();
    }

    @Test
    void aHandThatABookEmptiesDrawsOneAndGoesOn() {
        Play play = new Position(TWO)
                .seat("2H 2D 2C", "")
                .seat("2S", "")
                .stock("9S 9H")
                .at(new Asked(0, 1, Rank.TWO));
        play = due(due(play));

        assertThat(play.table().seat(0).books()).containsExactly(Rank.TWO);
        assertThat(play.phase()).isEqualTo(new Asking(0));
        assertThat(play.drawn()).isEqualTo(new Draw(0, card("9S").slot()));
    }

    @Test
    void aHandThatABookEmptiesIsOutWithoutAStock() {
        Play play = new Position(THREE)
                .seat("2H 2D 2C", "")
                .seat("2S 3S 3H", "")
                .seat("3D 3C", "")
                .stock("")
                .at(new Asked(0, 1, Rank.TWO));
        play = due(due(play));

        assertThat(play.phase()).isEqualTo(new Asking(1));
        assertThat(play.table().isIn(0)).isFalse();
    }

    @Test
    void theLastBookEndsTheGameAndMostBooksWin() {
        Play play = last("A 2 3 4 5 6", "7 8 9 10 J Q");

        assertThat(play.winners()).isEmpty();
        play = due(due(play));

        assertThat(play.phase()).isEqualTo(new Over(Ending.ALL_BOOKS));
        assertThat(play.winners()).containsExactly(0);
        assertThat(play.refusal(new Ask(0, 1, Rank.ACE))).contains(Breach.GAME_OVER);
        assertThat(play.phase().speaker()).isEmpty();
    }

    @Test
    void equalBooksWinTogether() {
        Play play = new Position(THREE)
                .seat("KH KD KC", "A 2 3 4")
                .seat("KS", "5 6 7")
                .seat("", "8 9 10 J Q")
                .stock("")
                .at(new Asked(0, 1, Rank.KING));

        assertThat(due(due(play)).winners()).containsExactly(0, 2);
    }

    @Test
    void whoeverIsAloneWithCardsHasThemAllInBooks() {
        for (long seed = 0; seed < 300; seed++) {
            SeededGame game = new SeededGame(Rules.of(2 + (int) (seed % 4)), seed);
            while (!game.play().isOver()) {
                Play play = game.play();
                if (play.phase() instanceof Asking asking
                        && play.others(asking.seat()).isEmpty()) {
                    assertThat(game.hand(asking.seat()).book()).isPresent();
                }
                game.step();
            }
            assertThat(game.play().phase()).isEqualTo(new Over(Ending.ALL_BOOKS));
        }
    }

    @Test
    void playersWhoAskInCirclesComeToAnEnd() {
        Play play = new Position(THREE)
                .seat("KS KH QS QH", "A 2 3")
                .seat("KD KC JS JH", "4 5 6 7")
                .seat("QD QC JD JC", "8 9 10")
                .stock("")
                .at(new Asking(0));
        int asks = 0;
        while (!play.isOver()) {
            int seat = play.phase().speaker().orElseThrow();
            List<Rank> vain = List.of(Rank.QUEEN, Rank.KING, Rank.JACK);
            play = due(play.after(new Ask(seat, THREE.clockwise(seat), vain.get(seat))));
            asks++;
        }

        assertThat(asks).isEqualTo(THREE.maxBarrenAsks()).isEqualTo(78);
        assertThat(play.phase()).isEqualTo(new Over(Ending.NOTHING_MOVES));
        assertThat(play.winners()).containsExactly(1);
    }

    /** Seat 1 of three has asked for a two in vain, and drawn this card. */
    private static Play fishing(String drawn) {
        Play play = new Position(THREE)
                .seat("2H", "")
                .seat("2S 3S", "")
                .seat("9H", "")
                .stock(drawn + " 4S")
                .at(new Asking(1));
        return due(play.after(new Ask(1, 2, Rank.TWO)));
    }

    /** Seat 0 of two has asked for the last king. */
    private static Play last(String books, String otherBooks) {
        return new Position(TWO)
                .seat("KH KD KC", books)
                .seat("KS", otherBooks)
                .stock("")
                .at(new Asked(0, 1, Rank.KING));
    }

    /** Says what the rules demand. */
    private static Play due(Play play) {
        Hand hand = Position.hand(play, play.phase().speaker().orElseThrow());
        return play.after(hand.due(play).orElseThrow());
    }
}
