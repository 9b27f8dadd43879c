package io.eddy.daemon;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a line under way may go on with: commands, and the names that commands take. */
public final class Completion {
    /** Words to be typed as they stand: {@code on|off}. */
    private static final Pattern LITERALS = Pattern.compile("[a-z]+(\\|[a-z]+)*");

    private final CommandTable commands;
    private final Supplier<Collection<String>> names;

    public Completion(CommandTable commands, Supplier<Collection<String>> names) {
        this.commands = commands;
        this.names = names;
    }

    /** The words that may stand after these. */
    public List<String> after(List<String> words) {
        if (words.isEmpty()) {
            return commands.names().stream().filter(name -> !name.contains(" ")).toList();
        }
        String first = words.get(0);
        if (first.equals("/help") || first.equals("/?")) {
            return commands.commands().stream().map(Command::name).toList();
        }
        return commands.find(first)
                .map(command -> argument(command, words.size() - 1))
                .map(this::words)
                .orElse(List.of());
    }

    /** The argument at a position, as people read it; the last may stand for any number of them. */
    private static String argument(Command command, int position) {
        String[] arguments = command.arguments().split(" ", -1);
        String last = arguments[arguments.length - 1];
        return position < arguments.length ? arguments[position] : last.endsWith("...]") ? last : "";
    }

    private List<String> words(String argument) {
        if (LITERALS.matcher(argument).matches()) {
            return List.of(argument.split("\\|", -1));
        }
        boolean named = Stream.of("PEER", "ROOM", "NAME").anyMatch(argument::contains);
        return named ? List.copyOf(names.get()) : List.of();
    }
}
