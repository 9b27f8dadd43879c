package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.engine.Child;
import io.eddy.entry.SampleEntries;
import io.eddy.identity.Identity;
import io.eddy.node.Endpoint;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a peer's data that is broken off while it is taken in: there is nothing, and it can be done again. */
@Timeout(60)
final class UnfinishedArchiveTest {
    /** More than are made durable at a time. */
    private static final int MANY = 20_000;

    @TempDir
    Path temporary;

    private Path data;

    @BeforeEach
    void nameFolder() {
        data = temporary.resolve("data");
    }

    /** Takes in many rows and Alice's key, and then waits, until it is killed. */
    static final class Taker {
        public static void main(String[] arguments) throws Exception {
            try (Archive archive = Archive.create(Path.of(arguments[0]))) {
                fill(archive, SampleEntries.ALICE, MANY);
                System.out.println("put");
                System.in.read();
            }
        }
    }

    private static void fill(Archive archive, Identity owner, int rows) throws IOException {
        archive.putKey(Bytes.owning(owner.toBytes()));
        Table<?> table = archive.table("message").orElseThrow();
        Bytes bob = Bytes.owning(SampleEntries.BOB.id().toBytes());
        for (long i = 1; i <= rows; i++) {
            archive.put(new Archive.Line(
                    table, List.of(bob, 7L, i, bob, "", (i * 1_000) << 16, "bob", "Nr. " + i, i * 1_000, 0L)));
        }
    }

    private void take(Identity owner, int rows) throws IOException {
        try (Archive archive = Archive.create(data)) {
            fill(archive, owner, rows);
            archive.commit();
        }
    }

    private Peer start() {
        return Peer.start(PeerConfig.in(data, "alice").onLan(false).listeningOn(new Endpoint("127.0.0.1", 0)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void requireNothingStarts() throws IOException {
        List<String> before = files();
        assertThatThrownBy(this::start)
                .isInstanceOf(Rejected.class)
                .hasMessage("An import into the data folder " + data.toRealPath()
                        + " was broken off; do it again, or empty the folder to begin anew.");
        assertThatThrownBy(() -> Archive.open(data))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("nothing that a peer keeps");
        assertThat(files()).isEqualTo(before);
    }

    private void requireWhole(Identity owner, int rows) throws IOException {
        assertThat(files()).containsExactly("eddy.db", "identity.key", "lock");
        List<Archive.Line> lines = new ArrayList<>();
        try (Archive archive = Archive.open(data)) {
            archive.read(lines::add);
            assertThat(archive.key()).hasValue(Bytes.owning(owner.toBytes()));
        }
        assertThat(lines).hasSize(rows).allMatch(line -> line.table().name().equals("message"));
        try (Peer peer = start()) {
            assertThat(peer.id()).isEqualTo(owner.id());
        }
    }

    @Test
    void whatAKilledProcessTookInIsNothingAndIsReplaced() throws Exception {
        try (Child taker = Child.start(Taker.class, data)) {
            BufferedReader output = taker.output();
            assertThat(output.readLine()).isEqualTo("put");
            taker.kill(output);
        }
        assertThat(files()).contains("eddy.db.part", "eddy.db.part-wal").doesNotContain("eddy.db", "identity.key");
        requireNothingStarts();
        take(SampleEntries.BOB, 3);
        requireWhole(SampleEntries.BOB, 3);
    }

    @Test
    void untilTheStoreHasItsNameEvenTheKeyIsNothing() throws Exception {
        take(SampleEntries.ALICE, MANY);
        // The step before the last is over, the last one not.
        Files.move(data.resolve("eddy.db"), data.resolve("eddy.db.part"));
        requireNothingStarts();
        take(SampleEntries.BOB, 3);
        requireWhole(SampleEntries.BOB, 3);
    }

    @Test
    void whatIsTakenInWholeIsThereUnderItsNamesAlone() throws Exception {
        take(SampleEntries.ALICE, MANY);
        requireWhole(SampleEntries.ALICE, MANY);
    }

    @Test
    void whatIsAbandonedLeavesNothing() throws Exception {
        try (Archive archive = Archive.create(data)) {
            fill(archive, SampleEntries.ALICE, MANY);
            archive.abandon();
        }
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void onlyWhatACopyLeavesIsReplaced() throws Exception {
        Files.createDirectory(data);
        Files.write(data.resolve("identity.key"), SampleEntries.ALICE.toBytes());
        assertThatThrownBy(() -> Archive.create(data)).hasMessageContaining("is not empty");
        Files.createFile(data.resolve("eddy.db.part"));
        Files.createFile(data.resolve("letter.txt"));
        assertThatThrownBy(() -> Archive.create(data)).hasMessageContaining("is not empty");
        assertThat(files()).containsExactly("eddy.db.part", "identity.key", "letter.txt", "lock");
    }

    @Test
    void aFileOfThatNameBesideAStoreHindersNoPeerAndIsNotReplaced() throws Exception {
        take(SampleEntries.ALICE, 3);
        Files.createFile(data.resolve("eddy.db.part"));
        assertThatThrownBy(() -> Archive.create(data)).hasMessageContaining("is not empty");
        try (Peer peer = start()) {
            assertThat(peer.id()).isEqualTo(SampleEntries.ALICE.id());
        }
    }
}
