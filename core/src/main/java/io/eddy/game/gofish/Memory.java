package io.eddy.game.gofish;

import io.eddy.game.gofish.Move.Answer;
import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Lay;
import io.eddy.game.gofish.Move.Leave;
import io.eddy.game.gofish.Phase.Asked;
import io.eddy.game.gofish.Phase.Fished;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an attentive player concludes from what was said at the table.
 *
 * <p>Who asks for a rank holds one. Who has none of a rank, or gave all, holds none of it in any card it had by then;
 * that stays true of those cards wherever they go, and says nothing of a card drawn since.
 */
final class Memory {
    private final List<Set<Rank>> claims = new ArrayList<>();

    /** For each slot, by its number, the ranks that it is not. */
    private final List<Set<Rank>> excluded = new ArrayList<>();

    Memory(Rules rules) {
        for (int seat = 0; seat < rules.players(); seat++) {
            claims.add(EnumSet.noneOf(Rank.class));
        }
        for (int slot = 0; slot < Deck.SIZE; slot++) {
            excluded.add(EnumSet.noneOf(Rank.class));
        }
    }

    void observe(Play before, Move move) {
        if (move instanceof Ask ask) {
            claims.get(ask.seat()).add(ask.rank());
        } else if (move instanceof Answer answer && before.phase() instanceof Asked asked) {
            claims.get(answer.seat()).remove(asked.rank());
            before.table().hand(answer.seat()).forEach(slot -> exclude(slot, asked.rank()));
        } else if (move instanceof Lay lay) {
            lay.openings().stream()
                    .limit(1)
                    .forEach(opening -> claims.get(lay.seat()).remove(opening.rank()));
            if (before.phase() instanceof Fished fished) {
                exclude(fished.drawn(), fished.rank());
            }
        } else if (move instanceof Leave leave) {
            claims.get(leave.seat()).clear();
        }
    }

    boolean hasAsked(int seat, Rank rank) {
        return claims.get(seat).contains(rank);
    }

    /** How likely it is that this other seat holds a card of this rank, as the owner of {@code own} may know it. */
    double chance(Play play, Hand own, int seat, Rank rank) {
        Table table = play.table();
        if (hasAsked(seat, rank) || holdsOpenly(table, seat, rank)) {
            return 1;
        }
        int hidden = Rules.BOOK_SIZE - own.of(rank).size() - openElsewhere(play, own, rank);
        int possible = 0;
        int theirs = 0;
        for (int other = 0; other < play.rules().players(); other++) {
            int slots = other == own.seat() ? 0 : candidates(table, table.hand(other), rank);
            possible += slots;
            theirs += other == seat ? slots : 0;
            // One of the hidden cards is in the hand of each other who asked for it.
            if (other != own.seat() && hasAsked(other, rank) && !holdsOpenly(table, other, rank)) {
                hidden--;
            }
        }
        possible += candidates(table, table.stock(), rank);
        return chanceOfOne(hidden, theirs, possible);
    }

    private void exclude(Slot slot, Rank rank) {
        excluded.get(slot.number()).add(rank);
    }

    private int candidates(Table table, List<Slot> slots, Rank rank) {
        return (int) slots.stream()
                .filter(slot -> !excluded.get(slot.number()).contains(rank)
                        && !table.open().containsKey(slot))
                .count();
    }

    private static boolean holdsOpenly(Table table, int seat, Rank rank) {
        return openly(table, table.hand(seat), rank) > 0;
    }

    private static int openElsewhere(Play play, Hand own, Rank rank) {
        int open = openly(play.table(), play.table().stock(), rank);
        for (int other = 0; other < play.rules().players(); other++) {
            open += other == own.seat() ? 0 : openly(play.table(), play.table().hand(other), rank);
        }
        return open;
    }

    private static int openly(Table table, List<Slot> slots, Rank rank) {
        int cards = 0;
        for (Slot slot : slots) {
            Opening shown = table.open().get(slot);
            cards += shown != null && shown.rank() == rank ? 1 : 0;
        }
        return cards;
    }

    /** The chance that of {@code cards} spread evenly over {@code places} at least one lies in {@code mine} of them. */
    private static double chanceOfOne(int cards, int mine, int places) {
        double none = 1;
        for (int card = 0; card < cards && places > card; card++) {
            none *= Math.max(0, places - mine - card) / (double) (places - card);
        }
        return 1 - none;
    }
}
