package io.eddy.peer;

import io.eddy.FrameLog;
import io.eddy.Peer;
import io.eddy.Rejected;
import io.eddy.atlas.Chart;
import io.eddy.daemon.Arguments;
import io.eddy.daemon.Command;
import io.eddy.daemon.Outcome;
import io.eddy.daemon.Report;
import io.eddy.entry.MessageId;
import io.eddy.entry.ShortMessageId;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a peer's operator can ask of the network: its map, and what works and what does not. */
final class NetworkCommands {
    /** What each option of {@code /map} makes of a chart. */
    private static final Map<String, Function<Chart, String>> EXPORTS = exports();

    private final Peer peer;

    NetworkCommands(Peer peer) {
        this.peer = peer;
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/map",
                        List.of(),
                        "[--dot FILE] [--mermaid FILE]",
                        "shows the network as this peer knows it, and writes it down for Graphviz or Mermaid",
                        "/map --dot network.dot",
                        this::map),
                new Command(
                        "/doctor",
                        List.of(),
                        "",
                        "says what works and what does not, and what to do about it",
                        "/doctor",
                        this::doctor),
                new Command(
                        "/why",
                        List.of(),
                        "PEER or MESSAGE",
                        "says why there is a link to a peer or none, or what a message of yours waits for; "
                                + "/history shows behind a message how to ask for it",
                        "/why bob",
                        this::why),
                new Command(
                        "/trace",
                        List.of(),
                        "[on|off|export FILE]",
                        "notes the last 1,000 frames without their contents; export draws them for Mermaid",
                        "/trace export frames.mmd",
                        this::trace));
    }

    private static Map<String, Function<Chart, String>> exports() {
        Map<String, Function<Chart, String>> exports = new LinkedHashMap<>();
        exports.put("--dot", DotFile::of);
        exports.put("--mermaid", MermaidFile::of);
        return exports;
    }

    private CompletableFuture<Outcome> map(Arguments arguments) {
        Map<String, ExportFile> files = new LinkedHashMap<>();
        for (Optional<String> word = arguments.optionalWord(); word.isPresent(); word = arguments.optionalWord()) {
            String option = word.get();
            if (!EXPORTS.containsKey(option)) {
                throw arguments.wrong(option, "neither --dot nor --mermaid");
            }
            if (files.put(option, ExportFile.named(arguments.file())) != null) {
                throw arguments.wrong(option, "given twice");
            }
        }
        return peer.map().thenCompose(chart -> aside(() -> write(files, chart)));
    }

    static Outcome write(Map<String, ExportFile> files, Chart chart) {
        // Before the first is written: a wrong command changes nothing.
        files.values().forEach(ExportFile::check);
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((option, file) -> {
            String text = EXPORTS.getOrDefault(option, Chart::toString).apply(chart);
            file.write(text);
            texts.put(option, text);
        });
        Report picture = MapPicture.report(chart);
        Optional<String> config = Optional.ofNullable(texts.get("--mermaid"))
                .flatMap(graph -> Mermaid.config(graph, chart.links().size()));
        return new Outcome(
                List.of(picture),
                json -> {
                    files.forEach((option, file) ->
                            json.field(option.substring(2), file.path().toString()));
                    config.ifPresent(needed -> json.field("mermaid_config", needed));
                },
                page -> {
                    files.values().forEach(file -> page.line("  written to " + file.path()));
                    config.ifPresent(needed -> page.line(Mermaid.hint(needed) + ", or /map --dot FILE"));
                });
    }

    private CompletableFuture<Outcome> doctor(Arguments arguments) {
        arguments.end();
        return peer.vitals()
                .thenCompose(vitals -> aside(() -> {
                    Firewall firewall = Firewall.of(System.getProperty("os.name", ""), Programs::isInstalled);
                    return Outcome.answer(DoctorPage.report(Checkup.of(vitals, firewall)));
                }));
    }

    private CompletableFuture<Outcome> why(Arguments arguments) {
        String who = arguments.word("PEER");
        arguments.end();
        if (MessageId.isShown(who) || ShortMessageId.shown(who).isPresent()) {
            return peer.whyMessage(who).thenApply(standing -> Outcome.answer(WhyPage.report(standing)));
        }
        return peer.why(who).thenApply(reachability -> Outcome.answer(WhyPage.report(reachability)));
    }

    private CompletableFuture<Outcome> trace(Arguments arguments) {
        Optional<String> what = arguments.optionalWord();
        if (what.isEmpty()) {
            return peer.frames().thenApply(NetworkCommands::traced);
        }
        return switch (what.get()) {
            case "on" -> note(arguments, true);
            case "off" -> note(arguments, false);
            case "export" -> export(arguments);
            default -> throw arguments.wrong(what.get(), "neither on, off nor export");
        };
    }

    private CompletableFuture<Outcome> note(Arguments arguments, boolean on) {
        arguments.end();
        return peer.trace(on).thenCompose(done -> peer.frames()).thenApply(NetworkCommands::traced);
    }

    private static Outcome traced(FrameLog log) {
        int frames = log.frames().size();
        String noted = frames == 0 ? "" : "; " + frames + (frames == 1 ? " frame is" : " frames are") + " noted";
        return Outcome.made(
                json -> json.field("tracing", log.noting()).field("frames", frames),
                page -> page.line("  the trace is " + (log.noting() ? "on" : "off") + noted));
    }

    private CompletableFuture<Outcome> export(Arguments arguments) {
        ExportFile file = ExportFile.named(arguments.file());
        arguments.end();
        return peer.frames().thenCompose(log -> {
            if (log.frames().isEmpty()) {
                throw new Rejected(
                        log.noting()
                                ? "nothing was said or heard since /trace on"
                                : "nothing is noted; /trace on notes frames from then on");
            }
            return aside(() -> write(log, peer.name(), file));
        });
    }

    static Outcome write(FrameLog log, String ownName, ExportFile file) {
        TraceDiagram diagram = new TraceDiagram(
                side -> log.names().getOrDefault(side, side.hex().substring(0, 8)), ZoneId.systemDefault());
        String text = diagram.of(ownName, log.frames());
        file.write(text);
        Optional<String> config = Mermaid.config(text, 0);
        int frames = log.frames().size();
        return Outcome.made(
                json -> {
                    json.field("path", file.path().toString()).field("frames", frames);
                    config.ifPresent(needed -> json.field("mermaid_config", needed));
                },
                page -> {
                    page.line("  " + frames + (frames == 1 ? " frame" : " frames") + " written to " + file.path());
                    config.ifPresent(needed -> page.line(Mermaid.hint(needed)));
                });
    }

    /** Does what may take long, as files do, beside the daemon's thread, and goes on there. */
    private CompletableFuture<Outcome> aside(Supplier<Outcome> work) {
        return CompletableFuture.supplyAsync(work).thenApplyAsync(Function.identity(), peer::execute);
    }
}
