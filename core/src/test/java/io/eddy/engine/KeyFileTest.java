package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private Path path() {
        return folder.resolve("identity.key");
    }

    private static byte[] notNeeded() {
        throw new AssertionError("a fresh key was asked for");
    }

    @Test
    void theFirstStartMakesTheKeyAndEveryLaterOneReadsIt() throws Exception {
        KeyFile file = new KeyFile(path(), 3);
        assertThat(file.readOrCreate(() -> new byte[] {1, 2, 3}, warnings::add)).containsExactly(1, 2, 3);
        assertThat(file.readOrCreate(KeyFileTest::notNeeded, warnings::add)).containsExactly(1, 2, 3);
        assertThat(DataFolderTest.mode(path())).isEqualTo("rw-------");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedAndStays() throws Exception {
        Files.write(path(), new byte[31]);
        assertThatThrownBy(() -> new KeyFile(path(), 32).readOrCreate(KeyFileTest::notNeeded, warnings::add))
                .isInstanceOf(DataUnusable.class)
                .hasMessage("The key file " + path() + " has 31 bytes instead of 32;"
                        + " put the right one back, or remove it to begin with a new identity.");
        assertThat(path()).hasSize(31);
    }

    @Test
    void aKeyThatOthersCanReadIsUsedWithAWarning() throws Exception {
        Files.write(path(), new byte[3]);
        assumeTrue(DataFolderTest.mode(path()) != null);
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(new KeyFile(path(), 3).readOrCreate(KeyFileTest::notNeeded, warnings::add))
                .hasSize(3);
        assertThat(warnings)
                .containsExactly("Others can get at the secret key in " + path() + "; its mode should be 600.");
    }

    @Test
    void aKeyThatCannotBeReadIsRefusedAndNotReplaced() throws Exception {
        Files.createDirectory(path());
        assertThatThrownBy(() -> new KeyFile(path(), 3).readOrCreate(KeyFileTest::notNeeded, warnings::add))
                .isInstanceOf(DataUnusable.class)
                .hasMessageContaining("The key file " + path() + " cannot be read");
    }
}
