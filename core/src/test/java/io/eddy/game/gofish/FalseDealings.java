package io.eddy.game.gofish;

import io.eddy.node.PeerId;
import io.eddy.wire.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Tells the player to the dealer's left wrong cards. */
    public static Dealing tellingAWrongCard(Bytes game, Rules rules, int seat, PeerId dealer, Signing signing) {
        return new Misteller(new DealersDeck(game, rules, seat, dealer, signing), game, signing);
    }

    /** Deals as it should, and says otherwise to one player. */
    private record Misteller(Dealing dealing, Bytes game, Signing signing) implements Dealing {
        @Override
        public void keep(Bytes secret) {
            dealing.keep(secret);
        }

        @Override
        public boolean hear(int seat, GoFishWord word, boolean playIsOver) {
            return dealing.hear(seat, word, playIsOver);
        }

        @Override
        public boolean waitsFor(int seat, boolean playIsOver) {
            return dealing.waitsFor(seat, playIsOver);
        }

        @Override
        public Optional<GoFishWord> due(boolean playIsOver) {
            return dealing.due(playIsOver);
        }

        @Override
        public Optional<Seals> seals() {
            return dealing.seals();
        }

        @Override
        public @Nullable Opening of(Slot slot) {
            return dealing.of(slot);
        }

        @Override
        public Optional<Whisper> whisper(Play play, int to) {
            Optional<Whisper> whisper = dealing.whisper(play, to);
            return to == 1 ? whisper.map(told -> withAnotherCard(game, told, signing)) : whisper;
        }

        @Override
        public void onWhisper(int from, Whisper whisper) {
            dealing.onWhisper(from, whisper);
        }

        @Override
        public Optional<Finding> proven() {
            return dealing.proven();
        }

        @Override
        public boolean isDisclosed() {
            return dealing.isDisclosed();
        }

        @Override
        public List<Finding> audit(Rules rules, List<Move> moves, List<String> names) {
            return dealing.audit(rules, moves, names);
        }
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
