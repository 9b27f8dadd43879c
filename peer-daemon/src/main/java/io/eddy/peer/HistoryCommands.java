package io.eddy.peer;

import io.eddy.Peer;
import io.eddy.daemon.Arguments;
import io.eddy.daemon.Command;
import io.eddy.daemon.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a peer's operator can ask of what was said. */
final class HistoryCommands {
    private static final int MESSAGES = 20;
    private static final int HITS = 50;

    /** No name begins with a digit, and no list that a person counts in is longer. */
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,5}");

    /** A number behind something else. */
    private static final Pattern TEXT_AND_COUNT = Pattern.compile("(?s)(.*\\S)\\s+([0-9]{1,5})\\s*");

    private final Peer peer;
    private final Supplier<String> current;
    private final HistoryPage page;

    /**
     * Commands of one peer.
     *
     * @param current what the current conversation is found by
     */
    HistoryCommands(Peer peer, Supplier<String> current) {
        this.peer = peer;
        this.current = current;
        this.page = new HistoryPage(peer::id);
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/history",
                        List.of(),
                        "[PEER|ROOM] [N]",
                        "shows the last N (20) messages kept, of the current conversation if no other is named",
                        "/history bob 5",
                        this::history),
                new Command(
                        "/search",
                        List.of(),
                        "TEXT [N]",
                        "finds the messages with all these words, the best N (50) first; the last word may be a "
                                + "beginning, and a number that is searched for stands in quotes",
                        "/search ticket",
                        this::search));
    }

    private CompletableFuture<Outcome> history(Arguments arguments) {
        Optional<String> first = arguments.optionalWord();
        Optional<String> second = arguments.optionalWord();
        arguments.end();
        boolean onlyCount =
                second.isEmpty() && first.filter(HistoryCommands::isCount).isPresent();
        String with = onlyCount ? current.get() : first.orElseGet(current);
        Optional<String> count = onlyCount ? first : second;
        count.filter(word -> !isCount(word)).ifPresent(word -> {
            throw arguments.wrong(word, "no number of messages");
        });
        return peer.history(with, count.map(Integer::parseInt).orElse(MESSAGES))
                .thenApply(messages -> Outcome.answer(page.history(messages)));
    }

    private CompletableFuture<Outcome> search(Arguments arguments) {
        String text = arguments.text();
        Matcher counted = TEXT_AND_COUNT.matcher(text);
        return (counted.matches()
                        ? peer.search(counted.group(1), Integer.parseInt(counted.group(2)))
                        : peer.search(text, HITS))
                .thenApply(hits -> Outcome.answer(page.search(hits)));
    }

    private static boolean isCount(String word) {
        return COUNT.matcher(word).matches();
    }
}
