package io.eddy.daemon;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What a line under way may go on with: commands, and the names that commands take. */
public final class Completion {
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
                .filter(command -> takesNameAt(command, words.size() - 1))
                .map(command -> List.copyOf(names.get()))
                .orElse(List.of());
    }

    private static boolean takesNameAt(Command command, int position) {
        String[] arguments = command.arguments().split(" ", -1);
        if (position >= arguments.length) {
            return arguments[arguments.length - 1].endsWith("...]");
        }
        String argument = arguments[position].toUpperCase(Locale.ROOT);
        return argument.contains("PEER") || argument.contains("NAME");
    }
}
