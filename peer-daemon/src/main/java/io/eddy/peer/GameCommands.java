package io.eddy.peer;

import io.eddy.Peer;
import io.eddy.Rejected;
import io.eddy.daemon.Arguments;
import io.eddy.daemon.Command;
import io.eddy.daemon.Outcome;
import io.eddy.game.gofish.Rank;
import io.eddy.ring.RingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a peer's operator can ask for in games. */
final class GameCommands {
    private static final String GOFISH = "gofish";

    /** The rules take five players at most, the dealer among them. */
    private static final int MAX_OTHERS = 4;

    private static final String START = "gofish K [PEER...]";

    private final Peer peer;
    private final GameWords words;

    GameCommands(Peer peer, GameWords words) {
        this.peer = peer;
        this.words = words;
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/start",
                        List.of(),
                        START,
                        "deals a game with K (1 to 4) other players: those named, or free ones picked at random",
                        "/start gofish 2   or with these two: /start gofish 2 bob carol",
                        this::start),
                new Command(
                        "/start game",
                        List.of(),
                        "K [PEER...]",
                        "the same as /start gofish",
                        "/start game 2",
                        arguments -> deal(GOFISH, arguments)),
                new Command(
                        "/games",
                        List.of("/query games"),
                        "",
                        "lists the games that are running: players, whose turn it is, books",
                        "/games",
                        this::games),
                new Command("/hand", List.of(), "", "shows the own hand and the table", "/hand", this::hand),
                new Command(
                        "/ask",
                        List.of(),
                        "PEER RANK",
                        "asks a player for all cards of a rank; one has to hold one of it (" + ranks() + ")",
                        "/ask bob 7",
                        this::ask),
                new Command(
                        "/end",
                        List.of(),
                        "[GAME]",
                        "ends a game before its time, as its dealer",
                        "/end   or with the beginning of its id: /end 7f3a",
                        this::end),
                new Command(
                        "/auto",
                        List.of(),
                        "on|off",
                        "plays by itself, or no longer; in one's own turn it moves at once",
                        "/auto on",
                        this::auto));
    }

    private CompletableFuture<Outcome> start(Arguments arguments) {
        String kind = arguments.word("the game");
        if (!kind.equals(GOFISH)) {
            throw new Rejected("no game '" + kind + "' is known, only gofish is: /start " + START);
        }
        return deal(kind, arguments);
    }

    private CompletableFuture<Outcome> deal(String kind, Arguments arguments) {
        int others = others(arguments.word("K, the number of other players,"));
        List<String> names = new ArrayList<>();
        for (Optional<String> name = arguments.optionalWord(); name.isPresent(); name = arguments.optionalWord()) {
            names.add(name.get());
        }
        if (!names.isEmpty() && names.size() != others) {
            throw new Rejected("K is " + others + ", but " + names.size()
                    + (names.size() == 1 ? " player is" : " players are")
                    + " named; name as many, or none to have them picked: /start " + START);
        }
        return peer.startGame(kind, others, names).thenApply(GameCommands::made);
    }

    private static int others(String text) {
        if (!text.matches("[1-" + MAX_OTHERS + "]")) {
            throw new Rejected(
                    "'" + text + "' is not a number of other players from 1 to " + MAX_OTHERS + ": /start " + START);
        }
        return Integer.parseInt(text);
    }

    private static Outcome made(RingId game) {
        return Outcome.made(json -> json.field("game", game.hex()), page -> {});
    }

    private CompletableFuture<Outcome> games(Arguments arguments) {
        arguments.end();
        return peer.games().thenApply(games -> Outcome.answer(GameWords.games(games)));
    }

    private CompletableFuture<Outcome> hand(Arguments arguments) {
        arguments.end();
        return peer.hand().thenApply(view -> Outcome.answer(words.table(view)));
    }

    /** What comes of it is an event of the game. */
    private CompletableFuture<Outcome> ask(Arguments arguments) {
        String whom = arguments.word("PEER");
        String text = arguments.word("RANK (" + ranks() + ")");
        arguments.end();
        Rank rank =
                Rank.parse(text).orElseThrow(() -> new Rejected("'" + text + "' is no rank; the ranks are " + ranks()));
        return peer.ask(whom, rank).thenApply(view -> Outcome.done());
    }

    private static String ranks() {
        return Stream.of(Rank.values()).map(Rank::toString).collect(Collectors.joining(" "));
    }

    private CompletableFuture<Outcome> end(Arguments arguments) {
        Optional<String> game = arguments.optionalWord();
        arguments.end();
        return peer.endGame(game).thenApply(GameCommands::made);
    }

    private CompletableFuture<Outcome> auto(Arguments arguments) {
        String text = arguments.word("on or off");
        arguments.end();
        boolean on = text.equals("on");
        if (!on && !text.equals("off")) {
            throw new Rejected("'" + text + "' is neither on nor off: /auto on|off");
        }
        words.auto(on);
        return peer.auto(on).thenApply(done -> Outcome.done());
    }
}
