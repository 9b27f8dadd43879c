package io.eddy.peer;

import io.eddy.daemon.CommandLines;
import io.eddy.engine.XdgData;
import io.eddy.registry.PeerName;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Which data folder is copied out of, or into. */
final class ArchiveFolder {
    private ArchiveFolder() {}

    static CommandSpec options(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder("--data")
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description("the peer's data folder")
                        .build())
                .addOption(OptionSpec.builder("--name")
                        .paramLabel("NAME")
                        .type(String.class)
                        .converters(CommandLines.converter(ArchiveFolder::name))
                        .description("instead of --data: the folder that a peer of this name has by default")
                        .build());
    }

    static Path of(ParseResult options) {
        Optional<Path> data = Optional.ofNullable(options.matchedOptionValue("--data", null));
        Optional<String> name = Optional.ofNullable(options.matchedOptionValue("--name", null));
        return data.or(() -> name.map(XdgData.ofThisUser()::peer))
                .orElseThrow(() -> new ParameterException(
                        options.commandSpec().commandLine(), "which folder is meant? Give --data DIR or --name NAME"));
    }

    private static String name(String text) {
        PeerName.complaint(text).ifPresent(complaint -> {
            throw new TypeConversionException(complaint);
        });
        return text;
    }
}
