package io.eddy.game.gofish;

import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.game.gofish.Move.Leave;
import io.eddy.game.gofish.Phase.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The game as it looks on a kitchen table, with cards and nothing hidden: follows the moves in its own, plainer way,
 * to be compared with what {@link Play} makes of them.
 */
final class CardsOnTheTable {
    private final Deck deck;
    private final List<TreeSet<Card>> hands = new ArrayList<>();
    private final List<TreeSet<Rank>> books = new ArrayList<>();
    private final List<Card> stock = new ArrayList<>();

    /** Deals by hand. */
    CardsOnTheTable(Play dealt, Deck deck) {
        this(deck, dealt.rules().players());
        stock.addAll(deck.cards());
        for (int round = 0; round < dealt.rules().cardsEach(); round++) {
            for (int left = 1; left <= hands.size(); left++) {
                hands.get(left % hands.size()).add(stock.remove(0));
            }
        }
    }

    private CardsOnTheTable(Deck deck, int players) {
        this.deck = deck;
        for (int seat = 0; seat < players; seat++) {
            hands.add(new TreeSet<>());
            books.add(new TreeSet<>());
        }
    }

    void follow(Play before, Move move, Play after) {
        if (before.refusal(move).isPresent()) {
            return;
        }
        TreeSet<Card> hand = hands.get(move.seat());
        if (move instanceof Answer && before.phase() instanceof Asked asked) {
            TreeSet<Card> asker = hands.get(asked.seat());
            List<Card> given =
                    hand.stream().filter(card -> card.rank() == asked.rank()).toList();
            hand.removeAll(given);
            asker.addAll(given);
            if (given.isEmpty() && !stock.isEmpty()) {
                asker.add(stock.remove(0));
            }
        } else if (move instanceof Lay lay && !lay.openings().isEmpty()) {
            Rank rank = lay.openings().get(0).rank();
            hand.removeIf(card -> card.rank() == rank);
            books.get(lay.seat()).add(rank);
        } else if (move instanceof Leave) {
            before.table().hand(move.seat()).forEach(slot -> stock.add(deck.at(slot)));
            hand.clear();
        }
        refill(after);
    }

    /** An empty hand in one's turn draws one. */
    private void refill(Play after) {
        if (after.phase() instanceof Phase.Asking asking
                && hands.get(asking.seat()).isEmpty()) {
            hands.get(asking.seat()).add(stock.remove(0));
        }
    }

    /** The cards of another view of the same game. */
    CardsOnTheTable of(Play play) {
        CardsOnTheTable seen = new CardsOnTheTable(deck, hands.size());
        for (int seat = 0; seat < hands.size(); seat++) {
            TreeSet<Card> hand = seen.hands.get(seat);
            play.table().hand(seat).forEach(slot -> hand.add(deck.at(slot)));
            seen.books.get(seat).addAll(play.table().seat(seat).books());
        }
        play.table().stock().forEach(slot -> seen.stock.add(deck.at(slot)));
        return seen;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CardsOnTheTable cards
                && hands.equals(cards.hands)
                && books.equals(cards.books)
                && stock.equals(cards.stock);
    }

    @Override
    public int hashCode() {
        return hands.hashCode();
    }

    @Override
    public String toString() {
        return "hands " + hands + " books " + books + " stock " + stock;
    }
}
