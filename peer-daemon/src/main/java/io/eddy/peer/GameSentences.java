package io.eddy.peer;

import io.eddy.game.GameEvent;
import io.eddy.game.GameEvent.Moved;
import io.eddy.game.GameEvent.Over;
import io.eddy.game.GameEvent.Started;
import io.eddy.game.gofish.Rank;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What happens in a game, a sentence each, as one of the players or an onlooker tells it. */
final class GameSentences {
    private static final String THE_GAME = "the game";
    private static final List<String> NUMBERS = List.of("none", "one", "two", "three", "four", "five");

    private final Predicate<String> isTeller;
    private final Map<Class<?>, Function<GameEvent, Optional<Sentence>>> sentences = new LinkedHashMap<>();

    /** Sentences of whoever is called "you" in them. */
    GameSentences(Predicate<String> isTeller) {
        this.isTeller = isTeller;
        on(Started.class, this::started);
        on(Moved.class, this::moved);
        on(
                GameEvent.Turn.class,
                e -> isTeller.test(e.player())
                        ? new Sentence("your turn", "")
                        : new Sentence(e.player() + "'s turn", ""));
        on(GameEvent.Book.class, e -> did(e.player(), "lay", "the book of " + plural(e.rank())));
        on(
                GameEvent.Paused.class,
                e -> new Sentence(
                        name(e.player()),
                        (isTeller.test(e.player()) ? "are" : "is") + " away (" + e.reason() + "): the game waits"));
        on(
                GameEvent.Resumed.class,
                e -> new Sentence(
                        name(e.player()), (isTeller.test(e.player()) ? "are" : "is") + " back (" + e.reason() + ")"));
        on(
                GameEvent.Left.class,
                e -> new Sentence(
                        name(e.player()),
                        (isTeller.test(e.player()) ? "have" : "has")
                                + " left for good: those cards go under the stock"));
        on(Over.class, this::over);
        on(GameEvent.Aborted.class, e -> new Sentence(THE_GAME, "ends before its time: " + e.reason()));
        sentences.put(GameEvent.Hand.class, event -> Optional.empty());
    }

    /** An onlooker's sentences: nobody is "you". */
    static GameSentences ofAnOnlooker() {
        return new GameSentences(player -> false);
    }

    private <E extends GameEvent> void on(Class<E> kind, Function<E, Sentence> sentence) {
        sentences.put(kind, event -> Optional.of(sentence.apply(kind.cast(event))));
    }

    boolean knows(Class<?> kind) {
        return sentences.containsKey(kind);
    }

    /** Nothing of a hand: that is shown, not told. */
    Optional<Sentence> of(GameEvent event) {
        Function<GameEvent, Optional<Sentence>> sentence = sentences.get(event.getClass());
        if (sentence == null) {
            throw new IllegalStateException("no words for " + event);
        }
        return sentence.apply(event);
    }

    /** The player's name, or "you". */
    String name(String player) {
        return isTeller.test(player) ? "you" : player;
    }

    private Sentence started(Started started) {
        String dealer = started.players().get(0);
        List<String> names = started.players().stream().map(this::name).toList();
        return did(
                dealer,
                "deal",
                started.cardsEach() + " cards each, shuffled by " + everyone(names.size()) + ": "
                        + String.join(" › ", names));
    }

    private static String everyone(int players) {
        return players == 2 ? "both" : "all " + (players < NUMBERS.size() ? NUMBERS.get(players) : players);
    }

    private Sentence moved(Moved moved) {
        String overdue = moved.outcome().overdue() ? " (played by the program, the time was up)" : "";
        return did(
                moved.player(),
                "ask",
                name(moved.asked()) + " for " + plural(moved.rank()) + ": " + outcome(moved) + overdue);
    }

    private String outcome(Moved moved) {
        String goesOn = ", and " + verb(moved.player(), "go") + " on";
        Moved.Outcome outcome = moved.outcome();
        if (outcome.got() > 0) {
            return outcome.got() + goesOn;
        }
        if (outcome.lucky()) {
            return "go fish, " + verb(moved.player(), "draw") + " the " + singular(moved.rank()) + " asked for"
                    + goesOn;
        }
        return outcome.fished() ? "go fish" : "none, and the stock is empty";
    }

    private Sentence over(Over over) {
        List<String> winners = over.winners();
        if (winners.isEmpty()) {
            return new Sentence(THE_GAME, "is over: nobody wins");
        }
        int most = over.books().getOrDefault(winners.get(0), 0);
        if (winners.size() == 1) {
            return did(winners.get(0), "win", "with " + books(most));
        }
        return new Sentence(
                String.join(" and ", winners.stream().map(this::name).toList()),
                "share the win with " + books(most) + " each");
    }

    private Sentence did(String player, String verb, String what) {
        return new Sentence(name(player), verb(player, verb) + " " + what);
    }

    private String verb(String player, String verb) {
        return isTeller.test(player) ? verb : verb.endsWith("o") ? verb + "es" : verb + "s";
    }

    static String books(int count) {
        return count == 1 ? "1 book" : count + " books";
    }

    static String singular(Rank rank) {
        return rank.name().toLowerCase(Locale.ROOT);
    }

    static String plural(Rank rank) {
        return singular(rank) + (rank == Rank.SIX ? "es" : "s");
    }
}
