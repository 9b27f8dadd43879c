package io.eddy.game.gofish;

import static io.eddy.game.gofish.Position.card;
import static io.eddy.game.gofish.Position.cards;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Leave;
import io.eddy.game.gofish.Phase.Asked;
import io.eddy.game.gofish.Phase.Asking;
import io.eddy.game.gofish.Phase.Ending;
import io.eddy.game.gofish.Phase.Fished;
import io.eddy.game.gofish.Phase.Laying;
import io.eddy.game.gofish.Phase.Over;
import io.eddy.game.gofish.Play.Draw;
import org.junit.jupiter.api.Test;

/** What comes of a player that leaves, in each phase. */
final class LeaveTest {
    private static final Rules THREE = Rules.of(3);

    @Test
    void itsCardsGoUnderTheStockAndItsTurnPasses() {
        Play play = table(new Asking(1)).after(new Leave(1));

        assertThat(play.table().stock())
                .isEqualTo(cards("9S 9H 2S 3S").stream().map(Opening::slot).toList());
        assertThat(play.phase()).isEqualTo(new Asking(2));
        assertThat(play.refusal(new Leave(1))).contains(Breach.GONE);
        assertThat(play.refusal(new Ask(2, 1, Rank.THREE))).contains(Breach.PLAYER_OUT);
    }

    @Test
    void anotherPlayersTurnIsNotTouched() {
        assertThat(table(new Asking(1)).after(new Leave(2)).phase()).isEqualTo(new Asking(1));
        assertThat(table(new Asked(1, 0, Rank.TWO)).after(new Leave(2)).phase()).isEqualTo(new Asked(1, 0, Rank.TWO));
    }

    @Test
    void anAskThatItHasNotAnsweredIsVoid() {
        assertThat(table(new Asked(1, 2, Rank.TWO)).after(new Leave(2)).phase()).isEqualTo(new Asking(1));
    }

    @Test
    void anAskOfItsOwnIsVoidToo() {
        assertThat(table(new Asked(1, 2, Rank.TWO)).after(new Leave(1)).phase()).isEqualTo(new Asking(2));
    }

    @Test
    void whatItFishedGoesBackUnseen() {
        Play play = table(new Fished(1, Rank.TWO, card("3S").slot())).after(new Leave(1));

        assertThat(play.phase()).isEqualTo(new Asking(2));
        assertThat(play.table().open()).isEmpty();
    }

    @Test
    void itIsPassedOverWhenTheDealtHandsAreLaid() {
        assertThat(table(new Laying(1)).after(new Leave(1)).phase()).isEqualTo(new Laying(2));
        assertThat(table(new Laying(1)).after(new Leave(2)).phase()).isEqualTo(new Laying(1));
        assertThat(table(new Laying(0)).after(new Leave(0)).phase()).isEqualTo(new Asking(1));
        assertThat(table(new Laying(2)).after(new Leave(0)).after(new Leave(2)).phase())
                .isEqualTo(new Over(Ending.DESERTED));
    }

    @Test
    void whoWasOutIsInAgainWhenThereIsAStockAgain() {
        Play play = new Position(THREE)
                .seat("", "K")
                .seat("2S 3S", "")
                .seat("2H 3H", "")
                .stock("")
                .at(new Asking(2));

        assertThat(play.table().isIn(0)).isFalse();
        play = play.after(new Leave(2));

        assertThat(play.phase()).isEqualTo(new Asking(0));
        assertThat(play.drawn()).isEqualTo(new Draw(0, card("2H").slot()));
    }

    @Test
    void whoStaysAloneWinsWhateverTheOthersHad() {
        Play play = new Position(Rules.of(2))
                .seat("2S", "A K Q")
                .seat("2H", "")
                .stock("2D 2C")
                .at(new Asking(0))
                .after(new Leave(0));

        assertThat(play.phase()).isEqualTo(new Over(Ending.DESERTED));
        assertThat(play.winners()).containsExactly(1);
        assertThat(play.table().seat(0).books()).hasSize(3);
    }

    @Test
    void itsBooksStayDownButDoNotWin() {
        Play play = new Position(THREE)
                .seat("KH KD KC", "A 2")
                .seat("KS", "3 4 5 6")
                .seat("", "7 8 9 10 J Q")
                .stock("")
                .at(new Asking(0))
                .after(new Leave(2));
        play = due(due(play.after(new Ask(0, 1, Rank.KING))));

        assertThat(play.phase()).isEqualTo(new Over(Ending.ALL_BOOKS));
        assertThat(play.winners()).containsExactly(1);
    }

    @Test
    void whatAllHaveSeenOfItsCardsStaysKnown() {
        Play play = table(new Asked(1, 0, Rank.TWO));
        play = due(play).after(new Leave(1));

        assertThat(play.table().stock()).contains(card("2H").slot());
        assertThat(play.table().open()).containsValue(card("2H"));
    }

    private static Play table(Phase phase) {
        return new Position(THREE)
                .seat("2H", "")
                .seat("2S 3S", "")
                .seat("3H 9C", "")
                .stock("9S 9H")
                .at(phase);
    }

    private static Play due(Play play) {
        Hand hand = Position.hand(play, play.phase().speaker().orElseThrow());
        return play.after(hand.due(play).orElseThrow());
    }
}
