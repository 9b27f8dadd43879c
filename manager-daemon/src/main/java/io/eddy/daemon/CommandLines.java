package io.eddy.daemon;

import ch.qos.logback.classic.Level;
import io.eddy.Rejected;
import io.eddy.node.Endpoint;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command lines of both daemons: the options they share, and what becomes of wrong ones and of failures. */
public final class CommandLines {
    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");

    private CommandLines() {}

    /** What a command line starts. */
    public interface Program {
        /**
         * Runs to its end and gives the exit code.
         *
         * @throws ParameterException if the arguments are wrong together
         * @throws Rejected if it cannot run
         */
        int run(ParseResult options);
    }

    /**
     * A command that takes {@code --help}, {@code --version}, {@code --log} and {@code --no-color}.
     *
     * @param logLevel what is logged unless it is said otherwise
     */
    public static CommandSpec command(String name, String description, String logLevel) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
        return spec.addOption(OptionSpec.builder("--log")
                        .paramLabel("LEVEL")
                        .type(Level.class)
                        .converters((ITypeConverter<Level>) CommandLines::level)
                        .defaultValue(logLevel)
                        .description(
                                "log to standard error: " + String.join(", ", LEVELS) + " (default: " + logLevel + ")")
                        .build())
                .addOption(flag("--no-color", "no colours; so does NO_COLOR in the environment"))
                .addOption(OptionSpec.builder("--help")
                        .type(boolean.class)
                        .usageHelp(true)
                        .description("show this and end")
                        .build())
                .addOption(OptionSpec.builder("--version")
                        .type(boolean.class)
                        .versionHelp(true)
                        .description("show the version and end")
                        .build());
    }

    /** Adds what a command that runs a daemon takes: all options that both daemons share. */
    public static CommandSpec daemon(CommandSpec spec, String listenDefault, String dataDefault) {
        return spec.addOption(OptionSpec.builder("--listen")
                        .paramLabel("HOST:PORT")
                        .type(Endpoint.class)
                        .converters(converter(text -> Endpoint.parse(text, -1)))
                        .description("TCP address; port 0: any (default: " + listenDefault + ")")
                        .build())
                .addOption(OptionSpec.builder("--data")
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description("data folder (default: " + dataDefault + " under the XDG data home)")
                        .build())
                .addOption(flag("--json", "standard output for scripts: one JSON object a line"))
                .addOption(flag("--exit-on-eof", "the end of standard input means /quit, after all results"));
    }

    /** An option without a value. */
    public static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** Reads a value with a parser that throws a sentence for the operator. */
    public static <T> ITypeConverter<T> converter(ITypeConverter<T> parser) {
        return text -> {
            try {
                return parser.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static Level level(String text) {
        String level = text.toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", LEVELS));
        }
        return Level.toLevel(level);
    }

    /** What was given of the options that both daemons share. */
    public static DaemonOptions shared(ParseResult options) {
        return new DaemonOptions(
                Optional.ofNullable(options.matchedOptionValue("--listen", null)),
                Optional.ofNullable(options.matchedOptionValue("--data", null)),
                options.hasMatchedOption("--json"),
                options.hasMatchedOption("--exit-on-eof"),
                colours(options));
    }

    /** Whether colours may be shown: neither an option nor the environment says otherwise (no-color.org). */
    private static boolean colours(ParseResult options) {
        String noColor = System.getenv("NO_COLOR");
        return !options.hasMatchedOption("--no-color") && (noColor == null || noColor.isEmpty());
    }

    private static Level logLevel(ParseResult options) {
        return options.commandSpec().findOption("--log").getValue();
    }

    /** Parses the arguments, runs the program, and gives the exit code. */
    public static int run(CommandSpec spec, String[] arguments, Output output, Program program) {
        CommandLine line = new CommandLine(spec).setExpandAtFiles(false);
        ParseResult result;
        try {
            result = line.parseArgs(arguments);
        } catch (ParameterException e) {
            return misused(spec.name(), e);
        }
        ParseResult chosen = last(result);
        if (chosen.isUsageHelpRequested()) {
            output.print(chosen.commandSpec().commandLine().getUsageMessage(Ansi.OFF));
            return Ending.CLEAN;
        }
        if (chosen.isVersionHelpRequested()) {
            output.print("Eddy " + Version.CURRENT + "\n");
            return Ending.CLEAN;
        }
        Logging.at(logLevel(chosen));
        return run(spec.name(), chosen, program);
    }

    private static ParseResult last(ParseResult result) {
        return result.hasSubcommand() ? last(result.subcommand()) : result;
    }

    private static int run(String name, ParseResult options, Program program) {
        String failure;
        try {
            return program.run(options);
        } catch (ParameterException e) {
            return misused(name, e);
        } catch (Rejected e) {
            failure = e.sentence();
        } catch (UncheckedIOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            failure = String.valueOf(cause.getMessage());
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(CommandLines.class).error("the program made a mistake", e);
            failure = "this program made a mistake, which is in the log";
        }
        Output.ERRORS.print(name + ": " + Printable.escape(failure) + "\n");
        return Ending.FAILED;
    }

    private static int misused(String name, ParameterException e) {
        Output.ERRORS.print(name + ": " + Printable.escape(complaint(e)) + "\n");
        return Ending.MISUSED;
    }

    /** One line: what is wrong, and where to read what is right. */
    private static String complaint(ParameterException e) {
        String program = e.getCommandLine().getCommandSpec().qualifiedName();
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong arguments");
        String hint = "try " + program + " --help";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            hint = "did you mean " + unmatched.getSuggestions().get(0) + "? Else " + hint;
        }
        return first + "; " + hint;
    }
}
