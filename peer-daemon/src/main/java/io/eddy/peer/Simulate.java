package io.eddy.peer;

import io.eddy.daemon.CommandLines;
import io.eddy.daemon.Ending;
import io.eddy.daemon.JsonLine;
import io.eddy.daemon.JsonScreen;
import io.eddy.daemon.Output;
import io.eddy.daemon.Page;
import io.eddy.daemon.PersonScreen;
import io.eddy.daemon.Report;
import io.eddy.daemon.Screen;
import io.eddy.scenario.Findings;
import io.eddy.scenario.Scenario;
import io.eddy.scenario.Simulation;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The command that runs the protocols in virtual time. */
final class Simulate {
    private static final Locale PLAIN = Locale.ROOT;

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
                        .description("one of " + String.join(", ", Scenario.names()))
                        .build())
                .addOption(CommandLines.flag("--json", "one JSON object instead of a table"));
    }

    static int run(ParseResult options, Output output) {
        boolean json = options.hasMatchedOption("--json");
        Screen screen = json
                ? new JsonScreen(output::print, Clock.system(ZoneId.systemDefault()))
                : new PersonScreen(output::print, prompt -> {}, false, Clock.system(ZoneId.systemDefault()));
        String name = options.matchedOptionValue("--scenario", "");
        Findings findings = Simulation.run(
                Scenario.named(name).orElseThrow(),
                options.matchedOptionValue("--peers", 0),
                options.matchedOptionValue("--seed", 0L),
                System::nanoTime,
                json ? step -> {} : step -> output.print("  " + step + "\n"));
        screen.show(report(findings));
        return Ending.CLEAN;
    }

    static Report report(Findings findings) {
        return new Report("simulated", json -> fields(json, findings), page -> table(page, findings));
    }

    private static void fields(JsonLine json, Findings findings) {
        Findings.Shape shape = findings.shape();
        Findings.Reach reach = findings.reach();
        json.field("scenario", findings.scenario().text())
                .field("peers", findings.peers())
                .field("seed", findings.seed())
                .field("components", shape.components())
                .decimal("path_mean", shape.pathMean())
                .field("eccentricity", shape.eccentricity())
                .decimal("clustering", shape.clustering())
                .field("asymmetric", shape.asymmetric())
                .decimal("full_degree", shape.fullShare())
                .decimal("rmr", reach.fromAny().rmr())
                .decimal("last_hop", reach.fromAny().lastHop())
                .decimal("last_delivery_ms", millis(reach.fromAny().lastDelivery()))
                .decimal("one_sender_rmr", reach.fromOne().rmr())
                .decimal("one_sender_last_hop", reach.fromOne().lastHop())
                .decimal("one_sender_last_delivery_ms", millis(reach.fromOne().lastDelivery()))
                .decimal("reached", reach.reached())
                .field("missed", reach.missed())
                .field("unshown", reach.unshown())
                .field("duplicates", reach.duplicates());
        reach.prompt().ifPresent(share -> json.decimal("prompt", share));
        reach.healed()
                .ifPresentOrElse(
                        healed -> json.decimal("heal_seconds", seconds(healed)),
                        () -> json.field("heal_seconds", (String) null));
        json.field("trace", findings.effort().trace())
                .field("events", findings.effort().events())
                .decimal("wall_seconds", seconds(findings.effort().wall()));
    }

    private static void table(Page page, Findings findings) {
        Findings.Shape shape = findings.shape();
        Findings.Reach reach = findings.reach();
        page.line()
                .fact(
                        "scenario",
                        findings.scenario().text() + ", " + findings.peers() + " peers, seed " + findings.seed())
                .fact("components", String.valueOf(shape.components()))
                .fact("all neighbours they seek", percent(shape.fullShare()))
                .fact("asymmetric links", String.valueOf(shape.asymmetric()))
                .fact("mean path", decimal(shape.pathMean(), 2) + " links, the longest " + shape.eccentricity())
                .fact("clustering", decimal(shape.clustering(), 5))
                .fact("words from anybody", spread(reach.fromAny()))
                .fact("words from one", spread(reach.fromOne()))
                .fact("last word reached", percent(reach.reached()))
                .fact("deliveries missed", String.valueOf(reach.missed()))
                .fact("never shown", String.valueOf(reach.unshown()))
                .fact("told twice", String.valueOf(reach.duplicates()))
                .fact("one network again", reach.healed().map(Simulate::after).orElse("never"))
                .fact(
                        "then reached within 2 s",
                        reach.prompt().map(Simulate::percent).orElse("not asked"))
                .fact("trace", findings.effort().trace())
                .fact("events", String.format(PLAIN, "%,d", findings.effort().events()))
                .fact("took", decimal(seconds(findings.effort().wall()), 1) + " s");
    }

    private static String spread(Findings.Spread spread) {
        return "redundancy (RMR) " + decimal(spread.rmr(), 4) + ", last hop " + decimal(spread.lastHop(), 1)
                + ", last delivery after " + decimal(millis(spread.lastDelivery()), 0) + " ms";
    }

    private static String after(Duration healed) {
        return healed.isZero() ? "at once" : "after " + decimal(seconds(healed), 1) + " s";
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String percent(double share) {
        return decimal(100 * share, 2) + " %";
    }

    private static String decimal(double value, int digits) {
        return String.format(PLAIN, "%." + digits + "f", value);
    }

    private static Integer peers(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new TypeConversionException("'" + text + "' is no number from 1 to 999999");
        }
        return Integer.valueOf(text);
    }

    private static String scenario(String text) {
        if (Scenario.named(text).isEmpty()) {
            throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", Scenario.names()));
        }
        return text;
    }
}
