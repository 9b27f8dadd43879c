package io.eddy.daemon;

import io.eddy.Rejected;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * All commands of a console, in the order of its help: they are parsed, explained and completed from this one table.
 */
public final class CommandTable {
    /** A short word with two wrong letters is as near to many commands as to the one that was meant (a guess). */
    private static final int LONG_WORD = "/users".length();

    private final List<Command> commands = new ArrayList<>();
    private final Map<String, Command> byName = new LinkedHashMap<>();

    /** A table of these commands, between {@code /help}, which explains them, and the one that ends the daemon. */
    public CommandTable(List<Command> commands, Command quit) {
        add(new Command(
                "/help",
                List.of("/?"),
                "[COMMAND]",
                "lists the commands, or explains one with an example",
                "/help /status",
                this::help));
        commands.forEach(this::add);
        add(quit);
    }

    private void add(Command command) {
        commands.add(command);
        byName.put(command.name(), command);
        command.otherNames().forEach(name -> byName.put(name, command));
    }

    /** Every name that may begin a line. */
    public Collection<String> names() {
        return byName.keySet();
    }

    public Collection<Command> commands() {
        return List.copyOf(commands);
    }

    Optional<Command> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Begins to carry out a line that starts with a slash.
     *
     * @throws Rejected with what is wrong and what would be right
     */
    CompletableFuture<Outcome> run(String line) {
        int oneWord = endOfWord(line, 0);
        int twoWords = endOfWord(line, oneWord);
        // The longer name first: `/query players` is a command of its own, `/query` alone is none.
        for (int end : new int[] {twoWords, oneWord}) {
            Command command = byName.get(line.substring(0, end).replaceAll("\\s+", " "));
            if (command != null) {
                return command.handler().run(new Arguments(command.usage(), line.substring(end)));
            }
        }
        throw unknown(line.substring(0, oneWord), line.substring(0, twoWords));
    }

    private static int endOfWord(String line, int from) {
        int start = from;
        while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return end == start ? from : end;
    }

    private Rejected unknown(String word, String words) {
        String advice = nearest(word)
                .or(() -> nearest(words))
                .map(name -> "did you mean " + name + "?")
                .orElse("/help lists the commands");
        return new Rejected("there is no command " + word + "; " + advice);
    }

    private Optional<String> nearest(String word) {
        String best = "";
        int bestDistance = word.length() < LONG_WORD ? 2 : 3;
        for (String name : byName.keySet()) {
            boolean unfinished = word.length() > 2 && name.startsWith(word);
            int distance = unfinished ? 1 : distance(word, name);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Letters to insert, leave out or replace to make one word from the other (Levenshtein 1965). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private CompletableFuture<Outcome> help(Arguments arguments) {
        Optional<String> about = arguments.optionalWord();
        Optional<String> second = arguments.optionalWord();
        arguments.end();
        Report report = about.map(word -> explanation(about(word, second))).orElseGet(this::overview);
        return CompletableFuture.completedFuture(Outcome.answer(report));
    }

    private Command about(String word, Optional<String> second) {
        String first = word.startsWith("/") ? word : "/" + word;
        String name = second.map(more -> first + " " + more).orElse(first);
        Command command = byName.get(name);
        if (command == null) {
            throw unknown(name, name);
        }
        return command;
    }

    private Report overview() {
        return new Report("help", json -> json.objects("commands", commands, CommandTable::fields), page -> {
            int width =
                    commands.stream().mapToInt(c -> c.usage().length()).max().orElse(0) + 2;
            for (Command command : commands) {
                page.text("  ").column(Tint.NAME, command.usage(), width).line(command.help());
            }
        });
    }

    private static Report explanation(Command command) {
        return new Report("help", json -> json.objects("commands", List.of(command), CommandTable::fields), page -> {
            page.text("  ").text(Tint.NAME, command.usage()).line("  " + command.help());
            if (!command.otherNames().isEmpty()) {
                page.line("  also: " + String.join(", ", command.otherNames()));
            }
            page.line("  example: " + command.example());
        });
    }

    private static void fields(JsonLine json, Command command) {
        json.field("command", command.name())
                .strings("other_names", command.otherNames())
                .field("arguments", command.arguments())
                .field("help", command.help())
                .field("example", command.example());
    }
}
