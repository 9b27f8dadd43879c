package io.eddy.game.gofish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CardTest {

    @Test
    void ranksReadAsTheyArePrinted() {
        assertThat(Arrays.stream(Rank.values()).map(Rank::toString).collect(Collectors.joining(" ")))
                .isEqualTo("A 2 3 4 5 6 7 8 9 10 J Q K");
        assertThat(Rank.values())
                .allSatisfy(rank -> assertThat(Rank.parse(rank.toString())).contains(rank));
        assertThat(Rank.parse("q")).contains(Rank.QUEEN);
    }

    @Test
    void cardsReadAsTheyArePrinted() {
        assertThat(Card.parse("10H")).contains(new Card(Rank.TEN, Suit.HEARTS));
        assertThat(Card.parse("as")).contains(new Card(Rank.ACE, Suit.SPADES));
        assertThat(Deck.UNSHUFFLED.cards())
                .hasSize(52)
                .doesNotHaveDuplicates()
                .allSatisfy(card -> assertThat(Card.parse(card.toString())).contains(card));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "S", "1S", "11S", "AX", "A S", "SA", "ASS", "10", " AS"})
    void nothingElseIsACard(String text) {
        assertThat(Card.parse(text)).isEmpty();
    }

    @Test
    void aDeckHasEachCardOnce() {
        List<Card> twice = new ArrayList<>(Deck.UNSHUFFLED.cards());
        twice.set(0, twice.get(51));

        assertThatThrownBy(() -> new Deck(twice)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Deck(Collections.nCopies(51, twice.get(0))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
