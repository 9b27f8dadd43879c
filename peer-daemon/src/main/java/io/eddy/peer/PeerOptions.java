package io.eddy.peer;

import io.eddy.PeerConfig;
import io.eddy.daemon.CommandLines;
import io.eddy.daemon.DaemonOptions;
import io.eddy.game.GamesConfig;
import io.eddy.node.Endpoint;
import io.eddy.registry.ManagerAddress;
import io.eddy.registry.PeerName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * What the peer daemon was started with.
 *
 * @param name empty: to be asked for
 * @param lan whether to find others by multicast
 */
record PeerOptions(
        DaemonOptions shared,
        Optional<String> name,
        List<ManagerAddress> managers,
        List<Endpoint> peers,
        boolean lan,
        boolean carries,
        GamesConfig games) {

    static CommandSpec commandLine() {
        // What a peer warns of does not belong between the lines of a conversation.
        CommandSpec spec = CommandLines.daemon(
                CommandLines.command("peer", "Runs a peer with a console.", "error"),
                "port 49152 of every address if it is free, else any; kept for the next start",
                "eddy/peers/NAME");
        spec.addOption(OptionSpec.builder("--name")
                        .paramLabel("NAME")
                        .type(String.class)
                        .converters(CommandLines.converter(PeerOptions::name))
                        .description("name (default: asked for on a terminal, else the system's user name)")
                        .build())
                .addOption(OptionSpec.builder("--manager")
                        .paramLabel("HOST:PORT[#FINGERPRINT]")
                        .type(List.class)
                        .auxiliaryTypes(ManagerAddress.class)
                        .converters(CommandLines.converter(ManagerAddress::parse))
                        .description("register there at start, and again whenever it comes back; repeatable")
                        .build())
                .addOption(OptionSpec.builder("--peer")
                        .paramLabel("HOST:PORT")
                        .type(List.class)
                        .auxiliaryTypes(Endpoint.class)
                        .converters(CommandLines.converter(text -> Endpoint.parse(text, -1)))
                        .description("link to it at start; repeatable")
                        .build())
                .addOption(CommandLines.flag("--no-lan", "no multicast on the local network"))
                .addOption(CommandLines.flag(
                        "--no-carry", "carry no messages that contacts have for others (up to 16 MiB each)"))
                .addOption(CommandLines.flag("--auto", "play games by itself, without pauses"))
                .addOption(OptionSpec.builder("--cards")
                        .paramLabel("5|7")
                        .type(Integer.class)
                        .converters(CommandLines.converter(PeerOptions::cards))
                        .description("cards dealt as the dealer (default: 7 for 2 or 3 players, 5 for 4 or 5)")
                        .build());
        return spec.addSubcommand("demo", Demo.commandLine())
                .addSubcommand("simulate", Simulate.commandLine())
                .addSubcommand("export", Export.commandLine())
                .addSubcommand("import", Import.commandLine());
    }

    static PeerOptions of(ParseResult options) {
        return new PeerOptions(
                CommandLines.shared(options),
                Optional.ofNullable(options.matchedOptionValue("--name", null)),
                options.matchedOptionValue("--manager", List.of()),
                options.matchedOptionValue("--peer", List.of()),
                !options.hasMatchedOption("--no-lan"),
                !options.hasMatchedOption("--no-carry"),
                new GamesConfig(
                        options.hasMatchedOption("--auto"),
                        Optional.ofNullable(options.matchedOptionValue("--cards", null)),
                        GamesConfig.DEFAULT.clocks()));
    }

    PeerConfig config(Path data, String chosenName) {
        PeerConfig config =
                PeerConfig.in(data, chosenName).onLan(lan).carrying(carries).playing(games);
        for (ManagerAddress manager : managers) {
            config = config.manager(manager);
        }
        for (Endpoint peer : peers) {
            config = config.peer(peer);
        }
        return shared.listen().map(config::listeningOn).orElse(config);
    }

    private static String name(String text) {
        PeerName.complaint(text).ifPresent(complaint -> {
            throw new TypeConversionException(complaint);
        });
        return text;
    }

    private static Integer cards(String text) {
        if (!text.equals("5") && !text.equals("7")) {
            throw new TypeConversionException("'" + text + "' is neither 5 nor 7");
        }
        return Integer.valueOf(text);
    }
}
