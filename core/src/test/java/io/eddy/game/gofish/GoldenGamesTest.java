package io.eddy.game.gofish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.gofish.Move.Ask;
import io.eddy.game.gofish.Move.Leave;
import io.eddy.game.gofish.Play.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Three games from the deal to the audit, to be read. {@code mvn -pl core test -Dtest=GoldenGamesTest
 * -Dgolden.update=true} writes them again.
 */
final class GoldenGamesTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/eddy/game/gofish");
    private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave");

    @Test
    void twoPlayTogether() throws IOException {
        check("two-players", auto(Rules.of(2), 3), Integer.MAX_VALUE, 0);
    }

    @Test
    void fourPlayTogether() throws IOException {
        check("four-players", auto(Rules.of(4), 1), Integer.MAX_VALUE, 0);
    }

    @Test
    void oneOfThreeLeaves() throws IOException {
        check("one-leaves", auto(Rules.of(3), 2), 40, 2);
    }

    private static void check(String name, SeededGame game, int leaveAfter, int leaver) throws IOException {
        String account = account(game, leaveAfter, leaver);
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, account);
        }
        assertThat(account).isEqualTo(Files.readString(file));
    }

    private static SeededGame auto(Rules rules, long seed) {
        SeededGame game = new SeededGame(rules, seed);
        for (int seat = 0; seat < rules.players(); seat++) {
            game.players.set(seat, SeededGame.Player.auto(rules, game.random.split()));
        }
        return game;
    }

    private static String account(SeededGame game, int leaveAfter, int leaver) {
        List<String> lines = new ArrayList<>(hands(game));
        while (!game.play().isOver()) {
            Play before = game.play();
            if (game.moves.size() == leaveAfter) {
                game.say(new Leave(leaver));
            } else {
                game.step();
            }
            lines.add(named(game.moves.get(game.moves.size() - 1)));
            lines.addAll(consequences(game, before));
        }
        lines.add("");
        lines.add("over    " + game.play().phase());
        lines.add("winners " + game.play().winners().stream().map(NAMES::get).toList());
        lines.add("audit   " + Audit.of(game.transcript(), game.secrets));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> consequences(SeededGame game, Play before) {
        List<String> lines = new ArrayList<>();
        Play play = game.play();
        Draw drawn = play.drawn();
        if (drawn != null) {
            Card card = game.deck.deck().at(drawn.slot());
            int stock = play.table().stock().size();
            lines.add("    %s draws %s, stock %d".formatted(NAMES.get(drawn.seat()), card, stock));
        }
        if (!play.isOver() && !play.phase().turn().equals(before.phase().turn())) {
            lines.add("");
            lines.addAll(hands(game));
        }
        return lines;
    }

    private static List<String> hands(SeededGame game) {
        return IntStream.range(0, game.rules.players())
                .mapToObj(seat -> {
                    List<Rank> books = game.play().table().seat(seat).books();
                    String hand = "  %-6s %s".formatted(NAMES.get(seat), game.hand(seat));
                    return (books.isEmpty() ? hand : hand + "  books " + books).stripTrailing();
                })
                .toList();
    }

    /** Moves name seats, people have names. */
    private static String named(Move move) {
        String said = move.toString().replaceFirst("^\\d", NAMES.get(move.seat()));
        return move instanceof Ask ask ? said.replaceFirst("asks \\d", "asks " + NAMES.get(ask.from())) : said;
    }
}
