package io.eddy.peer;

import io.eddy.Peer;
import io.eddy.PeerConfig;
import io.eddy.PeerEvent;
import io.eddy.Rejected;
import io.eddy.RoomView;
import io.eddy.daemon.CommandLines;
import io.eddy.daemon.Console;
import io.eddy.daemon.Ending;
import io.eddy.daemon.OpeningScreen;
import io.eddy.daemon.Operator;
import io.eddy.daemon.Output;
import io.eddy.directory.KnownPeer;
import io.eddy.engine.XdgData;
import io.eddy.registry.PeerName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** The peer daemon's entry. */
public final class Main {
    /** A person who presses the tabulator key expects an answer at once. */
    private static final long LONGEST_COMPLETION_MILLIS = 200;

    private Main() {}

    public static void main(String[] arguments) {
        Output output = Output.standard();
        int exitCode = CommandLines.run(PeerOptions.commandLine(), arguments, output, options -> run(options, output));
        output.close();
        Output.ERRORS.drain();
        System.exit(exitCode);
    }

    private static int run(ParseResult options, Output output) {
        return switch (options.commandSpec().name()) {
            case "demo" -> Demo.run(options, output);
            case "simulate" -> Simulate.run(options, output);
            case "export" -> Export.run(options);
            case "import" -> Import.run(options, output);
            default -> run(PeerOptions.of(options));
        };
    }

    private static int run(PeerOptions options) {
        try (Operator operator = new Operator(options.shared())) {
            Optional<String> name = options.name().or(() -> findName(operator));
            if (name.isEmpty()) {
                return Ending.INTERRUPTED;
            }
            Path data =
                    options.shared().data().orElseGet(() -> XdgData.ofThisUser().peer(name.get()));
            return run(options, options.config(data, name.get()), data, operator);
        }
    }

    private static int run(PeerOptions options, PeerConfig config, Path data, Operator operator) {
        OpeningScreen screen = new OpeningScreen(operator.screen());
        CompletableFuture<Peer> started = new CompletableFuture<>();
        // What comes before the screen is open is put into words only then, when the peer is there to be asked.
        Myself myself =
                new Myself(() -> started.join().name(), () -> started.join().id());
        PeerReports reports = new PeerReports(myself);
        reports.games().auto(options.games().auto());
        Consumer<PeerEvent> tables =
                options.shared().json() ? event -> {} : new OwnTurns(started, screen, reports.games());
        Peer peer = Peer.start(config.onEvent(event -> {
            screen.show(reports.of(event));
            tables.accept(event);
        }));
        started.complete(peer);
        Ending ending = new Ending();
        ending.onEnded(peer.ended());
        PeerCommands commands = new PeerCommands(peer, screen, reports);
        Console console = new Console(
                screen,
                commands.all(),
                commands::talk,
                peer::execute,
                ending,
                options.shared().json());
        peer.execute(() -> {
            screen.open(reports.ready(peer.id(), peer.listening(), options.lan()));
            commands.open();
        });
        return operator.serve(console, () -> names(peer), data, ending, peer::close);
    }

    /** Names to complete a line with; none when the peer has more urgent things to do. */
    private static List<String> names(Peer peer) {
        return peer.known()
                .thenCombine(
                        peer.rooms(),
                        (known, rooms) -> Stream.concat(
                                        known.stream().map(KnownPeer::name),
                                        rooms.stream().map(RoomView::name))
                                .toList())
                .completeOnTimeout(List.of(), LONGEST_COMPLETION_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(closed -> List.of())
                .join();
    }

    /** The name of a person who is asked for it, or of the system's user; empty when the person gives up. */
    private static Optional<String> findName(Operator operator) {
        String userName = System.getProperty("user.name", "");
        if (!operator.isPerson()) {
            PeerName.complaint(userName).ifPresent(complaint -> {
                throw new Rejected("the system's user name is no name here (" + complaint + "); give one with --name");
            });
            return Optional.of(userName);
        }
        while (true) {
            Optional<String> name =
                    operator.ask("Your name [" + userName + "]: ").map(answer -> answer.isEmpty() ? userName : answer);
            Optional<String> complaint = name.flatMap(PeerName::complaint);
            if (complaint.isEmpty()) {
                return name;
            }
            operator.screen().show(PeerReports.notice(complaint.get()));
        }
    }
}
