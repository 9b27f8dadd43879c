package io.eddy.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that is compared with a file, which {@code -Dgolden=write} writes. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/io/eddy/peer");

    private Golden() {}

    static void assertSame(String file, String text) throws IOException {
        Path path = FOLDER.resolve(file);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(path, text);
        }
        assertThat(text).isEqualTo(Files.readString(path));
    }
}
