package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir
    Path temporary;

    /** Holds a folder until it is killed, or prints why it cannot. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (DataFolder folder = DataFolder.open(Path.of(arguments[0]))) {
                System.out.println("holds " + folder.path());
                System.in.read();
            } catch (DataUnusable refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    static String mode(Path path) throws Exception {
        assumeTrue(path.getFileSystem().supportedFileAttributeViews().contains("posix"));
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aMissingFolderIsMadeForItsOwnerOnly() throws Exception {
        Path path = temporary.resolve("home/eddy/manager");
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.path()).isEqualTo(path.toRealPath());
            assertThat(mode(path)).isEqualTo("rwx------");
            assertThat(mode(temporary.resolve("home"))).isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderThatIsThereKeepsItsMode() throws Exception {
        Path path = Files.createDirectory(temporary.resolve("mine"));
        assumeTrue(mode(path) != null);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
        DataFolder.open(path).close();
        assertThat(mode(path)).isEqualTo("rwxr-x---");
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsKilled() throws Exception {
        try (Child holder = Child.start(Holder.class, temporary)) {
            BufferedReader output = holder.output();
            assertThat(output.readLine()).isEqualTo("holds " + temporary.toRealPath());
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> DataFolder.open(temporary))
                        .isInstanceOf(DataUnusable.class)
                        .hasMessage("The data folder " + temporary.toRealPath() + " is in use by process "
                                + holder.process().pid() + "; one process can use it at a time.");
            }
            holder.kill(output);
        }
        DataFolder.open(temporary).close();
    }

    @Test
    void aSecondUseInOneProcessIsRefusedAndTheFirstStaysLocked() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary);
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThatThrownBy(() -> DataFolder.open(link))
                    .isInstanceOf(DataUnusable.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            try (Child other = Child.start(Holder.class, folder.path())) {
                assertThat(other.output().readLine())
                        .contains("in use by process " + ProcessHandle.current().pid());
            }
        }
        try (DataFolder again = DataFolder.open(link)) {
            assertThat(again.path()).isEqualTo(temporary.toRealPath());
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedByName() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(DataUnusable.class)
                .hasMessageContaining("The data folder " + file.resolve("data") + " cannot be used");
    }

    @Test
    void smallFilesAreReplacedWholeAndForTheirOwnerOnly() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThat(folder.read("port")).isEmpty();
            Files.writeString(folder.resolve("port.new"), "left by a crash in the middle of a write");
            folder.write("port", new byte[] {1, 2});
            folder.write("port", new byte[] {3});
            assertThat(folder.read("port"))
                    .hasValueSatisfying(content -> assertThat(content).containsExactly(3));
            assertThat(folder.resolve("port.new")).doesNotExist();
            assertThat(mode(folder.resolve("port"))).isEqualTo("rw-------");
        }
    }
}
