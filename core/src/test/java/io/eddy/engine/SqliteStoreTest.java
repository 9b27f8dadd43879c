package io.eddy.engine;

import static io.eddy.engine.Note.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.store.Range;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest {
    private static final Table<Note> LATER = new Table<>(
            "later", 3, Note.TABLE.columns(), 2, row -> new Note(row.text(0), row.integer(1), row.bytes(2)));
    private static final Table<Note> LARGE = Note.TABLE.asLarge();

    @TempDir
    Path folder;

    private final HandLoop loop = new HandLoop();
    private final List<String> troubles = new ArrayList<>();

    private Path path() {
        return folder.resolve("eddy.db");
    }

    private SqliteStore open() throws DataUnusable {
        return SqliteStore.open(path(), Note.TABLES, loop, troubles::add);
    }

    private void settle(BatchedStore store) {
        boolean[] stored = new boolean[1];
        store.whenStored(() -> stored[0] = true);
        store.flush();
        loop.runUntil(() -> stored[0]);
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() throws Exception {
        try (SqliteStore store = open()) {
            IntStream.range(0, 20_000).forEach(i -> store.put(Note.TABLE, by("bob", i)));
            store.delete(Note.TABLE, by("bob", 7));
        }
        try (SqliteStore store = open()) {
            assertThat(store.load(Note.TABLE)).hasSize(19_999).doesNotContain(by("bob", 7));
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void aFolderMayHaveAnyName() throws Exception {
        Path strange = Files.createDirectory(folder.resolve("a?b#c%20d é"));
        try (SqliteStore store = SqliteStore.open(strange.resolve("eddy.db"), Note.TABLES, loop, troubles::add)) {
            store.put(Note.TABLE, by("bob", 1));
        }
        assertThat(strange.resolve("eddy.db")).isRegularFile();
    }

    @Test
    void manyBatchesShareACommit() throws Exception {
        try (SqliteStore store = open()) {
            int[] stored = new int[1];
            for (int i = 0; i < 5_000; i++) {
                store.put(Note.TABLE, by("bob", i));
                store.whenStored(() -> stored[0]++);
                store.flush();
            }
            loop.runUntil(() -> stored[0] == 5_000);
            assertThat(store.commits()).isBetween(1L, 2_500L);
        }
    }

    @Test
    void waitingForNothingCommitsNothing() throws Exception {
        try (SqliteStore store = open()) {
            settle(store);
            assertThat(store.commits()).isZero();
        }
    }

    @Test
    void aStoreOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
        SqliteStore.open(path(), List.of(Note.TABLE, LATER), loop, troubles::add)
                .close();
        assertThatThrownBy(this::open)
                .isInstanceOf(DataUnusable.class)
                .hasMessage("The store " + path() + " was written by a newer Eddy: its schema has version 3,"
                        + " this program knows versions up to 1.");
        try (SqliteStore store = SqliteStore.open(path(), List.of(Note.TABLE, LATER), loop, troubles::add)) {
            assertThat(store.load(LATER)).isEmpty();
        }
    }

    @Test
    void anOlderStoreGetsTheTablesThatItLacks() throws Exception {
        try (SqliteStore store = open()) {
            store.put(Note.TABLE, by("bob", 1));
        }
        try (SqliteStore store = SqliteStore.open(path(), List.of(Note.TABLE, LATER), loop, troubles::add)) {
            store.put(LATER, by("bob", 2));
            settle(store);
            assertThat(store.load(Note.TABLE)).containsExactly(by("bob", 1));
            assertThat(store.load(LATER)).containsExactly(by("bob", 2));
        }
        assertThatThrownBy(this::open).isInstanceOf(DataUnusable.class);
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAside() throws Exception {
        Files.writeString(path(), "Dear diary, ".repeat(1_000));
        Files.writeString(folder.resolve("eddy.db.damaged-1"), "an older one");
        open().close();
        loop.runPosted();
        assertThat(troubles).hasSize(1);
        assertThat(troubles.get(0)).contains(path() + " was damaged", "kept as eddy.db.damaged-2");
        assertThat(folder.resolve("eddy.db.damaged-2")).hasContent("Dear diary, ".repeat(1_000));
        assertThat(folder.resolve("eddy.db.damaged-1")).hasContent("an older one");
    }

    @Test
    void theLogOfADatabaseFollowsItAlsoAfterACrashInBetween() throws Exception {
        Files.writeString(folder.resolve("eddy.db.damaged-1"), "the damaged one");
        Files.writeString(folder.resolve("eddy.db-wal"), "its log");
        Files.writeString(folder.resolve("eddy.db-shm"), "its index");
        try (SqliteStore store = open()) {
            store.put(Note.TABLE, by("bob", 1));
        }
        assertThat(folder.resolve("eddy.db.damaged-1")).hasContent("the damaged one");
        assertThat(folder.resolve("eddy.db.damaged-1-wal")).hasContent("its log");
        assertThat(folder.resolve("eddy.db.damaged-1-shm")).hasContent("its index");
        try (SqliteStore store = open()) {
            assertThat(store.load(Note.TABLE)).containsExactly(by("bob", 1));
        }
    }

    @Test
    void aLogWithoutADatabaseOverwritesNothing() throws Exception {
        for (int number = 1; number <= 3; number++) {
            Files.writeString(folder.resolve("eddy.db-wal"), "log " + number);
            open().close();
            Files.delete(path());
        }
        Files.writeString(path(), "Dear diary, ".repeat(1_000));
        open().close();
        for (int number = 1; number <= 3; number++) {
            assertThat(folder.resolve("eddy.db.damaged-" + number + "-wal")).hasContent("log " + number);
        }
        assertThat(folder.resolve("eddy.db.damaged-4")).hasContent("Dear diary, ".repeat(1_000));
    }

    @Test
    void aDamagedDatabaseIsSetAside() throws Exception {
        try (SqliteStore store = open()) {
            IntStream.range(0, 5_000).forEach(i -> store.put(Note.TABLE, by("bob", i)));
        }
        byte[] content = Files.readAllBytes(path());
        for (int i = 4 * 4096; i < content.length; i++) {
            content[i] ^= (byte) (i * 31);
        }
        Files.write(path(), content);
        try (SqliteStore store = open()) {
            assertThat(store.load(Note.TABLE)).isEmpty();
        }
        loop.runPosted();
        assertThat(troubles).hasSize(1);
        assertThat(Files.readAllBytes(folder.resolve("eddy.db.damaged-1"))).isEqualTo(content);
    }

    @Test
    void aLargeDatabaseWithDamagedRowsIsSetAsideBeforeAnybodyReadsIt() throws Exception {
        try (SqliteStore store = open()) {
            IntStream.range(0, 600).forEach(i -> writeLarge(store, i, new ArrayList<>()));
        }
        byte[] content = Files.readAllBytes(path());
        assertThat(content.length).isGreaterThan(8 << 20);
        for (int i = content.length / 2; i < content.length; i++) {
            content[i] ^= (byte) (i * 31);
        }
        Files.write(path(), content);
        try (SqliteStore store = open()) {
            assertThat(store.load(Note.TABLE)).isEmpty();
            store.put(Note.TABLE, by("bob", 1));
            settle(store);
            assertThat(store.load(Note.TABLE)).containsExactly(by("bob", 1));
        }
        loop.runPosted();
        assertThat(troubles).singleElement().asString().contains(path() + " was damaged", "kept as eddy.db.damaged-1");
        assertThat(Files.readAllBytes(folder.resolve("eddy.db.damaged-1"))).isEqualTo(content);
    }

    @Test
    void aLargeDatabaseThatIsSoundIsLeftAsItIs() throws Exception {
        try (SqliteStore store = open()) {
            IntStream.range(0, 600).forEach(i -> writeLarge(store, i, new ArrayList<>()));
        }
        try (SqliteStore store = open()) {
            assertThat(store.load(Note.TABLE)).hasSize(600);
        }
        loop.runPosted();
        assertThat(troubles).isEmpty();
    }

    @Test
    void aFileThatMayNotBeUsedIsRefusedAndNotSetAside() throws Exception {
        Files.createDirectory(path());
        assertThatThrownBy(this::open).isInstanceOf(DataUnusable.class).hasMessageContaining("cannot be opened");
        assertThat(folder).isDirectoryNotContaining("glob:**damaged*");
    }

    @Test
    void aFullDiskHoldsUpEverybodyAndLosesNothing() throws Exception {
        Schema schema = new Schema(Note.TABLES);
        SqliteFile file = new SqliteFile(path(), schema);
        file.limitPages(40);
        List<Integer> stored = new ArrayList<>();
        try (SqliteStore store = SqliteStore.open(file, schema, loop, troubles::add)) {
            int writes = 0;
            while (troubles.isEmpty()) {
                writeLarge(store, writes++, stored);
                loop.runPosted();
            }
            int storedBefore = stored.size();
            assertThat(troubles).singleElement().asString().contains("cannot be written", "full");
            assertThat(store.load(Note.TABLE)).hasSize(storedBefore);
            while (store.accepting()) {
                writeLarge(store, writes++, stored);
            }
            int all = writes;
            loop.runPosted();
            assertThat(stored).hasSize(storedBefore);

            file.limitPages(0);
            loop.runUntil(() -> stored.size() == all);
            assertThat(stored)
                    .containsExactlyElementsOf(IntStream.range(0, all).boxed().toList());
            assertThat(store.load(Note.TABLE)).hasSize(all);
            assertThat(store.accepting()).isTrue();
            assertThat(troubles).hasSize(2);
            assertThat(troubles.get(1)).endsWith("can be read and written again.");
        }
    }

    @Test
    void aStoreThatEndsWithAFullDiskSaysWhatItLost() throws Exception {
        Schema schema = new Schema(Note.TABLES);
        SqliteFile file = new SqliteFile(path(), schema);
        file.limitPages(20);
        List<Integer> stored = new ArrayList<>();
        SqliteStore store = SqliteStore.open(file, schema, loop, troubles::add);
        IntStream.range(0, 20).forEach(i -> writeLarge(store, i, stored));
        store.put(Note.Tag.TABLE, Note.tag("01"));
        assertThatThrownBy(store::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not saved in " + path())
                .hasMessageContaining("to note, 1 to tag")
                .hasMessageContaining("full");
        store.close();
        loop.runPosted();
        assertThat(stored).hasSizeLessThan(20);
        try (SqliteStore reopened = open()) {
            assertThat(reopened.load(Note.TABLE))
                    .hasSizeGreaterThanOrEqualTo(stored.size())
                    .hasSizeLessThan(20);
        }
    }

    @Test
    void aStoreThatEndsWhileTheDiskRecoversLosesNothing() throws Exception {
        Schema schema = new Schema(Note.TABLES);
        SqliteFile file = new SqliteFile(path(), schema);
        file.limitPages(20);
        List<Integer> stored = new ArrayList<>();
        SqliteStore store = SqliteStore.open(file, schema, loop, troubles::add);
        IntStream.range(0, 20).forEach(i -> writeLarge(store, i, stored));
        loop.runUntil(() -> !troubles.isEmpty());
        file.limitPages(0);
        store.close();
        loop.runPosted();
        assertThat(stored).hasSize(20);
    }

    @Test
    void aLargeTableIsNotReadAtTheStart() throws Exception {
        damageLarge();
        SqliteStore.open(path(), List.of(LARGE), loop, troubles::add).close();
        loop.runPosted();
        assertThat(troubles).isEmpty();
        SqliteStore.open(path(), List.of(Note.TABLE), loop, troubles::add).close();
        loop.runPosted();
        assertThat(troubles).singleElement().asString().contains("it is kept as eddy.db.damaged-1");
    }

    @Test
    void damageThatIsMetLaterEndsTheLoopAndIsLookedForAtTheNextStart() throws Exception {
        List<Table<?>> tables = List.of(LARGE);
        damageLarge();
        SqliteStore store = SqliteStore.open(path(), tables, loop, troubles::add);
        store.find(Range.of(LARGE, "bob").reversed(), rows -> troubles.add("found"));
        store.flush();
        assertThatThrownBy(() -> loop.runUntil(() -> false))
                .hasRootCauseInstanceOf(java.sql.SQLException.class)
                .hasStackTraceContaining("is damaged");
        store.close();
        assertThat(troubles).isEmpty();
        requireSetAsideAtTheNextStart(tables);
    }

    @Test
    void damageThatAWriteMeetsEndsTheLoopAndIsLookedForAtTheNextStart() throws Exception {
        List<Table<?>> tables = List.of(LARGE);
        damageLarge();
        SqliteStore store = SqliteStore.open(path(), tables, loop, troubles::add);
        store.put(LARGE, new Note("bob", 1_990, Bytes.owning(new byte[10])));
        store.whenStored(() -> troubles.add("stored"));
        store.flush();
        assertThatThrownBy(() -> loop.runUntil(() -> false))
                .hasRootCauseInstanceOf(java.sql.SQLException.class)
                .hasStackTraceContaining("is damaged");
        assertThatThrownBy(store::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not saved in " + path() + ": 1 to note")
                .hasMessageContaining("malformed");
        assertThat(troubles).isEmpty();
        requireSetAsideAtTheNextStart(tables);
    }

    @Test
    void damageThatALoadMeetsIsLookedForAtTheNextStart() throws Exception {
        List<Table<?>> tables = List.of(LARGE);
        damageLarge();
        try (SqliteStore store = SqliteStore.open(path(), tables, loop, troubles::add)) {
            assertThatThrownBy(() -> store.load(LARGE)).hasMessageContaining("cannot be read");
        }
        assertThat(troubles).isEmpty();
        requireSetAsideAtTheNextStart(tables);
    }

    /** A large file, the second half of whose pages hold nothing that SQLite knows. */
    private void damageLarge() throws Exception {
        try (SqliteStore store = SqliteStore.open(path(), List.of(LARGE), loop, troubles::add)) {
            for (int i = 0; i < 2_000; i++) {
                store.put(LARGE, new Note("bob", i, Bytes.owning(new byte[8_192])));
            }
        }
        byte[] file = Files.readAllBytes(path());
        assertThat(file.length).isGreaterThan(8 << 20);
        Arrays.fill(file, file.length / 2, file.length, (byte) 0x5a);
        Files.write(path(), file);
    }

    private void requireSetAsideAtTheNextStart(List<Table<?>> tables) throws Exception {
        SqliteStore.open(path(), tables, loop, troubles::add).close();
        loop.runPosted();
        assertThat(troubles).singleElement().asString().contains("it is kept as eddy.db.damaged-1");
        SqliteStore.open(path(), tables, loop, troubles::add).close();
        loop.runPosted();
        assertThat(troubles).hasSize(1);
    }

    private static void writeLarge(BatchedStore store, int number, List<Integer> stored) {
        store.put(Note.TABLE, new Note("bob", number, Bytes.owning(new byte[16_384])));
        store.whenStored(() -> stored.add(number));
        store.flush();
    }
}
