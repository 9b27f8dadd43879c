package io.eddy.peer;

import io.eddy.Archive;
import io.eddy.Rejected;
import io.eddy.daemon.CommandLines;
import io.eddy.daemon.Ending;
import io.eddy.daemon.JsonLine;
import io.eddy.wire.Bytes;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code peer.jar export}: writes all that a peer keeps as lines of JSON. */
final class Export {
    /**
     * Of the file, raised when a line changes so that older versions could not take it. Files of format 1 did not say
     * where they end.
     */
    static final long FORMAT = 2;

    /** What the last line tells: how many lines of rows are before it, so that a file that was cut is found out. */
    static final String ROWS = "rows";

    private Export() {}

    static CommandSpec commandLine() {
        return ArchiveFolder.options(CommandLines.command(
                        "export",
                        "Writes all that a peer keeps (what was said, contacts, rooms, games) as lines of JSON, for "
                                + "import and for other programs. No peer may run on the folder meanwhile.",
                        "error"))
                .addOption(OptionSpec.builder("--output")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("a new file, readable by its owner only (default: standard output)")
                        .build())
                .addOption(CommandLines.flag(
                        "--without-key",
                        "leave the secret key out: the copy holds what was said and belongs to a new identity. With "
                                + "the key it is the same person to others; keep such a file as you keep the key"));
    }

    static int run(ParseResult options) {
        boolean withKey = !options.hasMatchedOption("--without-key");
        Optional<Path> file = Optional.ofNullable(options.matchedOptionValue("--output", null));
        try (Archive archive = Archive.open(ArchiveFolder.of(options))) {
            if (file.isPresent()) {
                write(archive, withKey, file.get());
            } else {
                // Not by the output of the console, which drops what a slow reader does not take.
                try (Writer writer = new BufferedWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8))) {
                    write(archive, withKey, writer::write);
                }
            }
        } catch (IOException failure) {
            throw new Rejected("not exported: " + failure.getMessage());
        }
        return Ending.CLEAN;
    }

    private static void write(Archive archive, boolean withKey, Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException there) {
            throw new Rejected("there is a file " + file + " already; name another one");
        }
        try {
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                write(archive, withKey, writer::write);
            }
        } catch (IOException | RuntimeException failure) {
            Files.delete(file);
            throw failure;
        }
    }

    /** Nobody else can open it, not even before anything is in it. */
    private static void create(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** Where lines go, each with its end. */
    private interface Sink {
        void print(String line) throws IOException;
    }

    private static void write(Archive archive, boolean withKey, Sink sink) throws IOException {
        Optional<Bytes> key = archive.key();
        sink.print(line(JsonLine.of(json -> {
            json.field("eddy", "peer").field("format", FORMAT).field("schema", (long) Archive.version());
            key.ifPresent(secret -> json.field("id", Archive.id(secret).hex()));
            if (withKey) {
                key.ifPresent(secret -> json.field("key", secret.hex()));
            }
        })));
        AtomicLong rows = new AtomicLong();
        archive.read(row -> {
            sink.print(line(ArchiveLine.of(row)));
            rows.incrementAndGet();
        });
        sink.print(line(JsonLine.of(json -> json.field(ROWS, rows.get()))));
    }

    private static String line(String json) {
        return json.endsWith("\n") ? json : json + "\n";
    }
}
