package io.eddy.game.gofish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FairShuffleTest {
    private static final Bytes GAME = Bytes.owning("a game".getBytes(StandardCharsets.UTF_8));

    @Test
    void everyCardIsEquallyLikelyInEveryPlace() {
        int decks = 10_400;
        int[][] seen = new int[Deck.SIZE][Deck.SIZE];
        for (int seed = 0; seed < decks; seed++) {
            Deck deck = FairShuffle.deck(GAME, secrets(2, seed)).deck();
            for (Slot slot : Slot.ALL) {
                seen[slot.number()][Deck.UNSHUFFLED.cards().indexOf(deck.at(slot))]++;
            }
        }
        double expected = decks / (double) Deck.SIZE;
        double chiSquare = 0;
        for (int[] place : seen) {
            for (int count : place) {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
        }
        // 51 * 51 degrees of freedom: mean 2601, standard deviation 72. A plain remainder of a byte gives over 3,400.
        assertThat(chiSquare).isBetween(2601 - 4 * 72.0, 2601 + 4 * 72.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void anybodysPartChangesTheDeckAndItsKeys(int players) {
        List<Bytes> secrets = secrets(players, 7);
        OpenDeck deck = FairShuffle.deck(GAME, secrets);

        for (int seat = 0; seat < players; seat++) {
            byte[] other = secrets.get(seat).toArray();
            other[31] ^= 1;
            List<Bytes> changed = new ArrayList<>(secrets);
            changed.set(seat, Bytes.owning(other));

            assertThat(FairShuffle.deck(GAME, changed).deck()).isNotEqualTo(deck.deck());
            assertThat(FairShuffle.deck(GAME, changed).keys()).doesNotContainAnyElementsOf(deck.keys());
        }
        assertThat(FairShuffle.deck(Bytes.EMPTY, secrets).deck()).isNotEqualTo(deck.deck());
        assertThat(FairShuffle.deck(GAME, List.copyOf(secrets))).isEqualTo(deck);
    }

    @Test
    void theSameSecretsGiveTheSameDeckInEveryVersion() {
        String deck = FairShuffle.deck(GAME, secrets(3, 1)).deck().cards().stream()
                .limit(13)
                .map(Card::toString)
                .collect(Collectors.joining(" "));

        assertThat(deck).isEqualTo("3D KC AC 10S 3S 8D 10D 6S 9C 2C 7D 9H 3H");
    }

    @Test
    void aCommitmentHoldsForOneSecretOneSeatAndOneGame() {
        Bytes secret = secrets(1, 3).get(0);
        Bytes commitment = FairShuffle.commitment(GAME, 1, secret);

        assertThat(FairShuffle.isRevealed(GAME, 1, commitment, secret)).isTrue();
        assertThat(FairShuffle.isRevealed(GAME, 2, commitment, secret)).isFalse();
        assertThat(FairShuffle.isRevealed(Bytes.EMPTY, 1, commitment, secret)).isFalse();
        assertThat(FairShuffle.isRevealed(GAME, 1, commitment, secrets(1, 4).get(0)))
                .isFalse();
        assertThat(FairShuffle.isRevealed(GAME, 1, FairShuffle.commitment(GAME, 1, Bytes.EMPTY), Bytes.EMPTY))
                .isFalse();
    }

    @Test
    void aSealFitsTheTrueFaceOfItsOwnSlotAlone() {
        OpenDeck deck = FairShuffle.deck(GAME, secrets(2, 5));
        SealedDeck seals = deck.sealed();

        for (Slot slot : Slot.ALL) {
            Opening opening = deck.of(slot);
            assertThat(seals.fit(opening)).isTrue();
            assertThat(Deck.UNSHUFFLED.cards())
                    .filteredOn(card -> seals.fit(new Opening(slot, card, opening.key())))
                    .containsExactly(opening.card());
            assertThat(Slot.ALL)
                    .filteredOn(other -> seals.fit(new Opening(other, opening.card(), opening.key())))
                    .containsExactly(slot);
        }
        Opening first = deck.of(Slot.ALL.get(0));
        assertThat(seals.fit(new Opening(first.slot(), first.card(), Bytes.EMPTY)))
                .isFalse();
    }

    private static List<Bytes> secrets(int players, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bytes> secrets = new ArrayList<>();
        for (int seat = 0; seat < players; seat++) {
            byte[] secret = new byte[FairShuffle.SECRET_BYTES];
            random.nextBytes(secret);
            secrets.add(Bytes.owning(secret));
        }
        return secrets;
    }
}
