package io.eddy.game.gofish;

/**
 * What is agreed before the deal. Go Fish as the Bicycle text has it (protocols.md E.1), with each case that the text
 * leaves open decided here:
 *
 * <table>
 * <caption>Cases and what is played</caption>
 * <tr><td>deal</td><td>one card at a time, clockwise from the dealer's left, the dealer last; 7 each for 2 or 3
 * players, 5 for 4 or 5 (Bicycle), or as the dealer says, 5 or 7</td></tr>
 * <tr><td>a book in the dealt hand</td><td>laid down before the first ask: each seat says, from the dealer's left, what
 * it lays, or that it lays nothing (E.1)</td></tr>
 * <tr><td>who begins</td><td>the player left of the dealer (Bicycle)</td></tr>
 * <tr><td>an ask</td><td>in one's own turn, of someone else who is in, for a rank one holds; anything else is refused
 * and does not cost the turn (E.1)</td></tr>
 * <tr><td>an answer</td><td>all cards of the rank, open for all to see; the asker goes on (Bicycle)</td></tr>
 * <tr><td>go fish</td><td>the asker draws the top of the stock. Is it the rank asked for, it is shown and the asker
 * goes on; else the turn passes to the left (Bicycle)</td></tr>
 * <tr><td>a fished card completes another book</td><td>laid down; the turn passes, as the card is not the rank asked
 * for. With {@link #fishedBookContinues} the player goes on: sources differ</td></tr>
 * <tr><td>nothing to fish</td><td>no draw, the turn passes (E.1)</td></tr>
 * <tr><td>an empty hand is asked</td><td>allowed while there is a stock; the answer is "go fish" (E.1)</td></tr>
 * <tr><td>an empty hand in one's turn</td><td>draws one and asks, also in the middle of a turn after a book; with no
 * stock one is out and the turn passes (Bicycle, E.1)</td></tr>
 * <tr><td>out</td><td>an empty hand while the stock is empty. It is a state, not a sentence: when a player leaves
 * and a stock is there again, one is in again (ours)</td></tr>
 * <tr><td>a player leaves</td><td>its cards go face down under the stock, in the order in which it held them; what
 * all had seen of them stays known. Its books stay down but do not win. Its turn passes; an ask that it has not
 * answered is void, and the asker asks again (ours; E.2 has the cards under the stock)</td></tr>
 * <tr><td>the end</td><td>all 13 books are down (Bicycle), or all but one have left: the one who stays wins
 * (E.1, ours)</td></tr>
 * <tr><td>no end</td><td>once the stock is empty, players who know better can still ask in circles. After
 * {@link #maxBarrenAsks} asks in a row that moved no card, the game is over as it stands (ours)</td></tr>
 * <tr><td>the winners</td><td>those with most books among the players who did not leave, together (E.1)</td></tr>
 * </table>
 *
 * <p><b>Every game ends.</b> While two players are there, someone can always ask: with a stock everyone is in. Without
 * one, whoever's turn it is holds a card, and were all others' hands empty it held all four of each rank left, which it
 * has laid down. Draws are at most 52 and what leavers bring back. An answer with cards gathers a rank into fewer
 * hands, which only a draw undoes; so those are bounded too, and between two of either lie at most
 * {@code maxBarrenAsks} asks.
 *
 * @param fishedBookContinues whether a fished card that completes a book of another rank lets its player go on
 */
public record Rules(int players, int cardsEach, boolean fishedBookContinues) {
    public static final int MIN_PLAYERS = 2;
    public static final int MAX_PLAYERS = 5;
    public static final int BOOK_SIZE = 4;

    /** Up to this many players are dealt many cards. */
    private static final int FEW_PLAYERS = 3;

    private static final int MANY_CARDS = 7;
    private static final int FEW_CARDS = 5;

    public Rules {
        if (players < MIN_PLAYERS || players > MAX_PLAYERS) {
            throw new IllegalArgumentException("Go Fish is for 2 to 5 players, not " + players);
        }
        if (cardsEach != FEW_CARDS && cardsEach != MANY_CARDS) {
            throw new IllegalArgumentException("5 or 7 cards are dealt, not " + cardsEach);
        }
    }

    /** The rules for so many players where nobody asks for others. */
    public static Rules of(int players) {
        return new Rules(players, players <= FEW_PLAYERS ? MANY_CARDS : FEW_CARDS, false);
    }

    public Rules dealing(int cards) {
        return new Rules(players, cards, fishedBookContinues);
    }

    /** Asks in a row that may move no card: enough for each seat to ask each other for every rank. */
    public int maxBarrenAsks() {
        return players * (players - 1) * Rank.COUNT;
    }

    int clockwise(int seat) {
        return (seat + 1) % players;
    }
}
