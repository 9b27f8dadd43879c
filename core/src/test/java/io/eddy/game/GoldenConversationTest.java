package io.eddy.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.game.GameMessage.Dealt;
import io.eddy.game.gofish.GoFishWire;
import io.eddy.game.gofish.GoFishWord;
import io.eddy.game.gofish.GoFishWord.Moved;
import io.eddy.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A whole game of three, to be read: who says what to all, who tells what in private, what each player is told of it.
 * {@code mvn -pl core test -Dtest=GoldenConversationTest -Dgolden.update=true} writes it again.
 */
final class GoldenConversationTest {
    private static final Path FILE = Path.of("src/test/resources/io/eddy/game/three-players.txt");

    @Test
    void threePlayAWholeGame() throws IOException {
        String account = account(new Company(3, 11, Company.auto()));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, account);
        }
        assertThat(account).isEqualTo(Files.readString(FILE));
    }

    /** Each word is heard by all before the next is said, so that one can read the answers below it. */
    private static String account(Company company) {
        List<String> lines = new ArrayList<>();
        int[] told = new int[company.players.size()];
        int[] sent = new int[company.players.size()];
        int said = 0;
        do {
            for (; said < company.log.size(); said++) {
                Company.Entry entry = company.log.get(said);
                Bytes words = entry.words();
                lines.add(Company.NAMES.get(entry.seat()) + ": "
                        + (words == null
                                ? "leaves"
                                : said(GoFishWire.decode(words).orElseThrow())));
            }
            while (company.hear()) {
                // All hear what was said, and what they are told in private.
            }
            note(company, lines, sent, told);
        } while (company.happen());
        return String.join("\n", lines) + "\n";
    }

    private static void note(Company company, List<String> lines, int[] sent, int[] told) {
        for (Player player : company.players) {
            for (GameMessage message : player.sent.subList(sent[player.seat], player.sent.size())) {
                lines.add("    " + player.name + privately(message));
            }
            sent[player.seat] = player.sent.size();
        }
        for (Player player : company.players) {
            for (GameEvent event : player.events.subList(told[player.seat], player.events.size())) {
                lines.add(
                        "        " + player.name + " < " + event.toString().replace("game=" + event.game() + ", ", ""));
            }
            told[player.seat] = player.events.size();
        }
    }

    private static String said(GoFishWord word) {
        if (word instanceof Moved moved) {
            return moved.move().told(Company.NAMES::get);
        }
        return word.getClass().getSimpleName();
    }

    private static String privately(GameMessage message) {
        if (message instanceof Dealt dealt) {
            return " -> " + Company.NAMES.get(dealt.whisper().seat()) + ": Dealt "
                    + dealt.whisper().openings().stream()
                            .map(opening -> opening.slot() + " " + opening.card())
                            .collect(Collectors.joining(", "));
        }
        return " -> all: Owed";
    }
}
