package io.eddy.peer;

import io.eddy.Archive;
import io.eddy.Rejected;
import io.eddy.daemon.CommandLines;
import io.eddy.daemon.Ending;
import io.eddy.daemon.Output;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code peer.jar import}: takes what an export wrote into an empty data folder, whole or not at all. */
final class Import {
    private Import() {}

    static CommandSpec commandLine() {
        return ArchiveFolder.options(CommandLines.command(
                        "import",
                        "Takes what export wrote into an empty data folder, whole or not at all. A file with the "
                                + "secret key makes the same person again; that peer must not run anywhere else. It "
                                + "begins new logs, and never goes on with those of the original.",
                        "error"))
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .type(Path.class)
                        .required(true)
                        .description("what export wrote")
                        .build());
    }

    static int run(ParseResult options, Output output) {
        Path file = options.matchedPositionalValue(0, Path.of(""));
        Path data = ArchiveFolder.of(options);
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                Archive archive = Archive.create(data)) {
            try {
                long rows = new Lines(reader, archive).take();
                output.print("took " + rows + " rows into " + data + "\n");
            } catch (IOException | RuntimeException failure) {
                archive.abandon();
                throw failure;
            }
        } catch (NoSuchFileException none) {
            throw new Rejected("there is no file " + file);
        } catch (IOException failure) {
            throw new Rejected("not imported: " + failure.getMessage());
        }
        return Ending.CLEAN;
    }

    /** The lines of one file on their way into a folder. */
    private static final class Lines {
        private final BufferedReader reader;
        private final Archive archive;
        private long number;
        private boolean withKey;
        private boolean ended;

        Lines(BufferedReader reader, Archive archive) {
            this.reader = reader;
            this.archive = archive;
        }

        long take() throws IOException {
            long rows = 0;
            @Nullable String line;
            while ((line = reader.readLine()) != null) {
                number++;
                try {
                    rows += take(ArchiveLine.fields(line)) ? 1 : 0;
                } catch (RuntimeException wrong) {
                    throw wrong instanceof Rejected ? wrong : refusal(String.valueOf(wrong.getMessage()));
                }
            }
            if (number == 0) {
                throw refusal("is missing");
            }
            if (!ended) {
                throw refusal("is not the last that export wrote: the rest of the file is missing; copy it or export "
                        + "it again");
            }
            archive.commit();
            return rows;
        }

        /** Whether this line is a row that was taken. */
        private boolean take(Map<String, String> fields) throws IOException {
            if (number == 1) {
                begin(fields);
                return false;
            }
            if (ended) {
                throw refusal("comes after the last");
            }
            if (fields.containsKey(Export.ROWS)) {
                end(fields);
                return false;
            }
            return put(fields);
        }

        private void begin(Map<String, String> fields) throws IOException {
            if (!"peer".equals(fields.get("eddy"))) {
                throw refusal("does not begin what export writes");
            }
            if (newer(fields, "format", Export.FORMAT) || newer(fields, "schema", Archive.version())) {
                throw refusal("was written by a newer Eddy");
            }
            if (Long.parseLong(fields.getOrDefault("format", "")) < Export.FORMAT) {
                throw refusal("was written by an earlier Eddy, whose files do not say whether they are whole; export "
                        + "with this one from the data folder that it was made of");
            }
            @Nullable String key = fields.get("key");
            if (key != null) {
                Bytes secret = Bytes.fromHex(key);
                if (!Archive.id(secret).hex().equals(fields.get("id"))) {
                    throw refusal("holds a key that is not that of its id");
                }
                archive.putKey(secret);
                withKey = true;
            }
        }

        private void end(Map<String, String> fields) {
            long rows = Long.parseLong(fields.getOrDefault(Export.ROWS, ""));
            if (rows != number - 2) {
                throw refusal("says that " + rows + " rows are before it, and there are " + (number - 2)
                        + "; copy the file or export it again");
            }
            ended = true;
        }

        private static boolean newer(Map<String, String> fields, String name, long known) {
            return Long.parseLong(fields.getOrDefault(name, "")) > known;
        }

        /** Whether this row was taken: some are of no use without the key. */
        private boolean put(Map<String, String> fields) throws IOException {
            String name = fields.getOrDefault("table", "");
            Table<?> table = archive.table(name).orElseThrow(() -> refusal("names no table that is known: " + name));
            if (!withKey && Archive.needsKey(table)) {
                return false;
            }
            archive.put(ArchiveLine.row(table, fields));
            return true;
        }

        private Rejected refusal(String what) {
            return new Rejected("not imported: line " + number + " " + what);
        }
    }
}
