package io.eddy.daemon;

import io.eddy.Rejected;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One command of a console: what it is called, what it takes, what it does.
 *
 * @param name with the slash
 * @param otherNames with the slash, perhaps of two words
 * @param arguments as people read them: {@code PEER TEXT}; in brackets what may be left out
 * @param help what it does, in one sentence
 * @param example one line that could be typed
 */
public record Command(
        String name, List<String> otherNames, String arguments, String help, String example, Handler handler) {

    private static final String UNBUILT = "not in this version";

    /** What a command does with its arguments. The outcome comes on the daemon's thread. */
    public interface Handler {
        /**
         * Begins to carry the command out, without waiting for anything.
         *
         * @throws Rejected if it cannot be carried out; nothing has changed then
         */
        CompletableFuture<Outcome> run(Arguments arguments);
    }

    /** A command that is known, and does not exist yet. */
    public static Command unbuilt(String name, List<String> otherNames, String arguments, String help, String example) {
        return new Command(name, otherNames, arguments, help + " (" + UNBUILT + ")", example, ignored -> {
            throw new Rejected(UNBUILT);
        });
    }

    /** Name and arguments, as they are typed. */
    public String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
