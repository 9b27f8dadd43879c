package io.eddy.game.gofish;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Dealers that deal something else than the shuffled deck. */
public final class FalseDealings {
    private FalseDealings() {}

    /** Puts the first and the last card in each other's place. */
    public static Dealing swapped(Bytes game, Rules rules, int seat, PeerId dealer, Signing signing) {
        return new DealersDeck(game, rules, seat, dealer, signing) {
            @Override
            Faces deck(List<Bytes> everyones) {
                OpenDeck deck = FairShuffle.deck(game, everyones);
                List<Card> cards = new ArrayList<>(deck.deck().cards());
                Collections.swap(cards, 0, Deck.SIZE - 1);
                return new OpenDeck(new Deck(cards), deck.keys());
            }
        };
    }

    /** Deals the first card a second time, in the place of the last. */
    public static Dealing twice(Bytes game, Rules rules, int seat, PeerId dealer, Signing signing) {
        return new DealersDeck(game, rules, seat, dealer, signing) {
            @Override
            Faces deck(List<Bytes> everyones) {
                OpenDeck deck = FairShuffle.deck(game, everyones);
                return slot -> {
                    Opening sealed = deck.of(slot);
                    Card first = deck.deck().cards().get(0);
                    return slot.number() < Deck.SIZE - 1 ? sealed : new Opening(slot, first, sealed.key());
                };
            }
        };
    }

    /** The same words with another card in the place of the first. */
    public static Whisper withAnotherCard(Bytes game, Whisper whisper, Signing signing) {
        List<Opening> openings = new ArrayList<>(whisper.openings());
        openings.set(0, anotherSuit(openings.get(0)));
        return Whisper.signed(game, whisper.seat(), openings, signing);
    }

    /** The same card of another suit, with the key of the true one. */
    public static Opening anotherSuit(Opening opening) {
        Suit other = opening.card().suit() == Suit.SPADES ? Suit.CLUBS : Suit.SPADES;
        return new Opening(opening.slot(), new Card(opening.rank(), other), opening.key());
    }
}
