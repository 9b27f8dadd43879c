package io.eddy.peer;

import io.eddy.KnownGame;
import io.eddy.daemon.JsonLine;
import io.eddy.daemon.Page;
import io.eddy.daemon.Report;
import io.eddy.daemon.Tint;
import io.eddy.game.GameEvent;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.GameView;
import io.eddy.game.gofish.Card;
import io.eddy.game.gofish.Rank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How what happens in a peer's games is told to its operator. Used on the peer's thread. */
final class GameWords {
    /** What a line of a game begins with: no name and no text from others can look like it. */
    private static final String MARK = "♠ ";

    private static final String CLEAN = "clean";
    private static final int LABEL_COLUMNS = "audit".length();

    private final Myself myself;
    private final GameSentences sentences;
    private final TablePicture pictures;
    private final Map<Class<?>, Function<GameEvent, Report>> words = new LinkedHashMap<>();

    /** What the player has in its hand as far as it was told; none before the cards are dealt. */
    private @Nullable List<Card> shownHand;

    private String shownTurn = "";
    private boolean auto;
    private boolean hinted;

    GameWords(Myself myself) {
        this.myself = myself;
        sentences = new GameSentences(myself::is);
        pictures = new TablePicture(myself::is);
        on(GameEvent.Started.class, this::started);
        on(GameEvent.Hand.class, this::hand);
        on(GameEvent.Turn.class, this::turn);
        on(
                GameEvent.Moved.class,
                e -> told(
                        "game_move",
                        e,
                        json -> json.field("player", e.player())
                                .field("asked", e.asked())
                                .field("rank", e.rank().toString())
                                .field("got", e.outcome().got())
                                .field("fished", e.outcome().fished())
                                .field("lucky", e.outcome().lucky())
                                .field("overdue", e.outcome().overdue())));
        on(
                GameEvent.Book.class,
                e -> told(
                        "game_book",
                        e,
                        json -> json.field("player", e.player())
                                .field("rank", e.rank().toString())));
        on(
                GameEvent.Paused.class,
                e -> told(
                        "game_paused",
                        e,
                        json -> json.field("player", e.player()).field("reason", e.reason())));
        on(
                GameEvent.Resumed.class,
                e -> told(
                        "game_resumed",
                        e,
                        json -> json.field("player", e.player()).field("reason", e.reason())));
        on(GameEvent.Left.class, e -> told("game_left", e, json -> json.field("player", e.player())));
        on(Over.class, this::over);
        on(GameEvent.Aborted.class, e -> told("game_aborted", e, json -> json.field("reason", e.reason())));
    }

    private <E extends GameEvent> void on(Class<E> kind, Function<E, Report> report) {
        words.put(kind, event -> report.apply(kind.cast(event)));
    }

    boolean knows(Class<?> kind) {
        return words.containsKey(kind);
    }

    /** Whether the peer makes its moves itself, so that its operator needs to be shown less. */
    void auto(boolean on) {
        auto = on;
    }

    /** Whether the operator has to do something. */
    boolean isOwnTurn(GameEvent event) {
        return !auto && event instanceof GameEvent.Turn turn && myself.is(turn.player());
    }

    Report of(GameEvent event) {
        Function<GameEvent, Report> report = words.get(event.getClass());
        if (report == null) {
            throw new IllegalStateException("no words for " + event);
        }
        return report.apply(event);
    }

    private Report told(String event, GameEvent of, Consumer<JsonLine> fields) {
        return report(event, of, fields, page -> sentence(page, of));
    }

    private static Report report(String event, GameEvent of, Consumer<JsonLine> fields, Consumer<Page> lines) {
        return new Report(
                event, json -> fields.accept(json.field("game", of.game().hex())), lines);
    }

    private void sentence(Page page, GameEvent event) {
        sentences
                .of(event)
                .ifPresent(sentence -> mark(page)
                        .text(Tint.NAME, sentence.who())
                        .line(sentence.what().isEmpty() ? "" : " " + sentence.what()));
    }

    private static Page mark(Page page) {
        return page.at(page.nowMillis()).text(MARK);
    }

    private Report started(GameEvent.Started started) {
        return report(
                "game_started",
                started,
                json -> json.field("kind", started.kind())
                        .strings("players", started.players())
                        .field("dealer", started.players().get(0))
                        .field("cards_each", started.cardsEach()),
                page -> {
                    shownHand = null;
                    shownTurn = "";
                    mark(page).text(Tint.NAME, "game " + started.game().brief()).text("  ");
                    sentences.of(started).ifPresent(told -> page.line(told.who() + " " + told.what()));
                });
    }

    private Report hand(GameEvent.Hand hand) {
        return report("game_hand", hand, json -> hand(json, hand.cards()), page -> {
            List<Card> before = shownHand;
            shownHand = hand.cards();
            if (before == null) {
                pictures.hand(page, hand.cards());
                return;
            }
            List<Card> come = new ArrayList<>(hand.cards());
            come.removeAll(before);
            if (!come.isEmpty() && !auto) {
                mark(page).text("to your hand: ");
                TablePicture.cards(page, come);
                page.line();
            }
        });
    }

    private static void hand(JsonLine json, List<Card> cards) {
        json.strings("hand", cards.stream().map(Card::toString).toList());
    }

    private Report turn(GameEvent.Turn turn) {
        return report("game_turn", turn, json -> json.field("player", turn.player()), page -> {
            boolean another = !turn.player().equals(shownTurn);
            shownTurn = turn.player();
            if (isOwnTurn(turn)) {
                mark(page).line(Tint.GOOD, "your turn");
            } else if (another) {
                sentences.of(turn).ifPresent(told -> mark(page).line(Tint.FAINT, told.who()));
            }
        });
    }

    private Report over(Over over) {
        String audit = over.findings().isEmpty() ? CLEAN : String.join("; ", over.findings());
        return report(
                "game_over",
                over,
                json -> json.numbers("books", counts(over.books()))
                        .strings("winners", over.winners())
                        .field("audit", audit),
                page -> {
                    mark(page).text(Tint.NAME, "game " + over.game().brief()).text("  ");
                    sentences.of(over).ifPresent(told -> page.line(Tint.GOOD, told.who() + " " + told.what()));
                    ranking(page, over);
                    audit(page, over.findings());
                });
    }

    private void ranking(Page page, Over over) {
        int width = page.widest(over.books().keySet());
        List<Map.Entry<String, Integer>> players = over.books().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
        for (Map.Entry<String, Integer> player : players) {
            long place = 1
                    + players.stream()
                            .filter(other -> other.getValue() > player.getValue())
                            .count();
            page.column(Tint.FAINT, "  " + place, LABEL_COLUMNS + 2)
                    .text("  ")
                    .column(Tint.NAME, sentences.name(player.getKey()), width)
                    .line("  " + GameSentences.books(player.getValue()));
        }
    }

    private static void audit(Page page, List<String> findings) {
        page.text("  ").column(Tint.FAINT, "audit", LABEL_COLUMNS).text("  ");
        if (findings.isEmpty()) {
            page.text(Tint.GOOD, CLEAN).line(": deck, deals, draws and answers are what they had to be");
        } else {
            page.line(Tint.BAD, String.join("; ", findings));
        }
    }

    private static Map<String, Long> counts(Map<String, Integer> books) {
        Map<String, Long> counts = new LinkedHashMap<>();
        books.forEach((name, count) -> counts.put(name, Long.valueOf(count)));
        return counts;
    }

    /** The operator's own hand, asked for: for a person with the whole table. */
    Report table(GameView view) {
        return new Report("game_hand", json -> tableFields(json, view), page -> pictures.whole(page, view));
    }

    private static void tableFields(JsonLine json, GameView view) {
        json.field("game", view.game().hex());
        hand(json, view.hand());
        json.field("turn", view.turn())
                .field("stock", view.state().stock())
                .field("dealt", view.state().dealt())
                .field("paused", view.state().paused())
                .objects(
                        "players",
                        view.places(),
                        (line, place) -> line.field("name", place.name())
                                .field("cards", place.cards())
                                .strings(
                                        "books",
                                        place.books().stream()
                                                .map(Rank::toString)
                                                .toList())
                                .field("left", place.hasLeft())
                                .field("away", place.isAway()));
    }

    /** What a person needs to make a move; the first time with an example of one. */
    Report atOwnTurn(GameView view) {
        return new Report("game_table", json -> tableFields(json, view), page -> {
            shownHand = view.hand();
            pictures.atATurn(page, view);
            if (!hinted) {
                pictures.exampleOfAnAsk(view).ifPresent(example -> {
                    hinted = true;
                    page.line(Tint.FAINT, "  ask somebody for a rank you hold, as: " + example);
                });
            }
        });
    }

    static Report games(List<KnownGame> games) {
        return new Report("games", json -> json.objects("games", games, GameWords::fields), page -> {
            if (games.isEmpty()) {
                page.line("  no game is known that is running; /start gofish 2 deals one");
            } else {
                page.table(
                        List.of("game", "kind", "players", "turn", "books"),
                        games.stream().map(GameWords::row).toList());
            }
        });
    }

    private static void fields(JsonLine json, KnownGame game) {
        json.field("game", game.game().hex())
                .field("kind", game.kind())
                .strings("players", game.players())
                .field("turn", game.turn());
        game.books()
                .ifPresentOrElse(
                        books -> json.numbers("books", counts(books)), () -> json.field("books", (String) null));
    }

    private static List<String> row(KnownGame game) {
        return List.of(
                game.game().brief(),
                game.kind(),
                String.join(", ", game.players()),
                game.turn().orElse("-"),
                game.books().map(GameWords::books).orElse("-"));
    }

    private static String books(Map<String, Integer> books) {
        return books.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }
}
