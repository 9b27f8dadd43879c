package io.eddy.peer;

import io.eddy.daemon.CommandLines;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command that runs the protocols in virtual time. */
final class Simulate {
    private static final List<String> SCENARIOS = List.of(
            "quiescent",
            "joinstorm",
            "crash10",
            "crash30",
            "crash50",
            "crash70",
            "crash80",
            "crash90",
            "crash95",
            "split50",
            "split90",
            "churn");

    private Simulate() {}

    static CommandSpec commandLine() {
        return CommandLines.command(
                        "simulate", "Runs the real protocol code in virtual time and prints a table.", "error")
                .addOption(OptionSpec.builder("--peers")
                        .paramLabel("N")
                        .type(Integer.class)
                        .required(true)
                        .converters(CommandLines.converter(Simulate::peers))
                        .description("how many peers there are")
                        .build())
                .addOption(OptionSpec.builder("--seed")
                        .paramLabel("S")
                        .type(Long.class)
                        .required(true)
                        .description("the same seed gives the same run")
                        .build())
                .addOption(OptionSpec.builder("--scenario")
                        .paramLabel("NAME")
                        .type(String.class)
                        .required(true)
                        .converters(CommandLines.converter(Simulate::scenario))
                        .description("one of " + String.join(", ", SCENARIOS))
                        .build())
                .addOption(CommandLines.flag("--json", "one JSON object instead of a table"));
    }

    private static Integer peers(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new TypeConversionException("'" + text + "' is no number from 1 to 999999");
        }
        return Integer.valueOf(text);
    }

    private static String scenario(String text) {
        if (!SCENARIOS.contains(text)) {
            throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", SCENARIOS));
        }
        return text;
    }
}
