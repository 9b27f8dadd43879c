package io.eddy.peer;

import io.eddy.daemon.Page;
import io.eddy.daemon.Tint;
import io.eddy.game.GameView;
import io.eddy.game.GameView.Place;
import io.eddy.game.gofish.Card;
import io.eddy.game.gofish.Rank;
import io.eddy.game.gofish.Suit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands and tables as a person sees them. */
final class TablePicture {
    private static final int LABEL_COLUMNS = "table".length();
    private static final String CARD_BACK = "▮";

    private final Predicate<String> isPlayer;

    /** Pictures for one player. */
    TablePicture(Predicate<String> isPlayer) {
        this.isPlayer = isPlayer;
    }

    /** One's hand in one line, cards of one rank together. */
    void hand(Page page, List<Card> cards) {
        label(page, "hand");
        cards(page, cards);
        page.line();
    }

    /** The cards beside each other, cards of one rank together. */
    static void cards(Page page, List<Card> cards) {
        if (cards.isEmpty()) {
            page.text(Tint.FAINT, "no cards");
        }
        @Nullable Rank before = null;
        for (Card card : cards) {
            if (before != null) {
                page.text(card.rank() == before ? " " : "  ");
            }
            before = card.rank();
            boolean red = card.suit() == Suit.HEARTS || card.suit() == Suit.DIAMONDS;
            page.text(
                    red ? Tint.RED_CARD : Tint.PLAIN,
                    card.rank().toString() + card.suit().symbol());
        }
    }

    /** What a player needs in its turn: the hand, and the others in one line. */
    void atATurn(Page page, GameView view) {
        hand(page, view.hand());
        label(page, "table");
        List<String> pieces = new ArrayList<>();
        for (Place place : view.places()) {
            if (!isPlayer.test(place.name())) {
                pieces.add(
                        place.name() + " " + (place.hasLeft() ? "left" : String.valueOf(place.cards())) + books(place));
            }
        }
        pieces.add("stock " + view.state().stock());
        own(view).filter(place -> !place.books().isEmpty()).ifPresent(place -> pieces.add("your books" + books(place)));
        page.line(String.join("   ", pieces));
    }

    private static String books(Place place) {
        return place.books().isEmpty() ? "" : " [" + ranks(place.books()) + "]";
    }

    /** A line that the player could type, with a card of its hand. */
    Optional<String> exampleOfAnAsk(GameView view) {
        Optional<String> somebody = view.places().stream()
                .filter(place -> !isPlayer.test(place.name()) && !place.hasLeft() && place.cards() > 0)
                .map(Place::name)
                .findFirst();
        Optional<Rank> rank = view.hand().stream().map(Card::rank).findFirst();
        return somebody.flatMap(name -> rank.map(held -> "/ask " + name + " " + held));
    }

    /** Everything: the hand, and every seat with its cards and books. */
    void whole(Page page, GameView view) {
        label(page, "game");
        page.line(view.game().brief() + "  " + view.kind() + "  " + state(view));
        hand(page, view.hand());
        int width = page.widest(view.places().stream().map(Place::name).toList());
        for (Place place : view.places()) {
            seat(page, view, place, width);
        }
        label(page, "stock");
        page.line(view.state().stock() == 0 ? "empty" : view.state().stock() + " cards");
    }

    private String state(GameView view) {
        if (!view.state().dealt()) {
            return "not dealt yet";
        }
        String turn = view.turn()
                .map(player -> isPlayer.test(player) ? "your turn" : player + "'s turn")
                .orElse("nobody's turn");
        return view.state().paused() ? turn + ", the game waits" : turn;
    }

    private void seat(Page page, GameView view, Place place, int width) {
        boolean turn = view.turn().filter(place.name()::equals).isPresent();
        List<String> remarks = new ArrayList<>();
        if (isPlayer.test(place.name())) {
            remarks.add("you");
        }
        if (place.equals(view.places().get(0))) {
            remarks.add("deals");
        }
        if (place.hasLeft()) {
            remarks.add("has left");
        } else if (place.isAway()) {
            remarks.add("is away");
        }
        page.text(Tint.GOOD, turn ? "  ▸ " : "    ")
                .column(Tint.NAME, place.name(), width)
                .text("  ")
                .text(Tint.FAINT, CARD_BACK.repeat(place.cards()) + (place.cards() == 0 ? "" : " "))
                .text(String.valueOf(place.cards()));
        if (!place.books().isEmpty()) {
            page.text("   books " + ranks(place.books()));
        }
        page.line(Tint.FAINT, remarks.isEmpty() ? "" : "   " + String.join(", ", remarks));
    }

    private Optional<Place> own(GameView view) {
        return view.places().stream()
                .filter(place -> isPlayer.test(place.name()))
                .findFirst();
    }

    private static String ranks(List<Rank> ranks) {
        return ranks.stream().map(Rank::toString).collect(Collectors.joining(" "));
    }

    private static void label(Page page, String name) {
        page.text("  ").column(Tint.FAINT, name, LABEL_COLUMNS).text("  ");
    }
}
