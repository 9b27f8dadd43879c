package io.eddy.engine;

import static io.eddy.engine.Note.by;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a store when its process or its log ends in the middle. */
final class SqliteCrashTest {
    /** So many rows are written in one batch, and are to be found all or none. */
    private static final int BATCH_ROWS = 7;

    @TempDir
    Path folder;

    /** Writes batch after batch for ever, and prints the number of each as soon as it is durable. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            HandLoop loop = new HandLoop();
            SqliteStore store = SqliteStore.open(Path.of(arguments[0]), Note.TABLES, loop, System.err::println);
            long batch = store.load(Note.TABLE).size() / BATCH_ROWS;
            while (true) {
                write(store, batch++);
                loop.runPosted();
                loop.runUntil(store::accepting);
            }
        }
    }

    private static void write(BatchedStore store, long batch) {
        for (int row = 0; row < BATCH_ROWS; row++) {
            store.put(Note.TABLE, by("bob", batch * BATCH_ROWS + row));
        }
        store.whenStored(() -> System.out.println(batch));
        store.flush();
    }

    @Test
    void aKilledProcessHasLostNothingThatItAcknowledged() throws Exception {
        Path path = folder.resolve("eddy.db");
        for (int life = 1; life <= 3; life++) {
            List<String> acknowledged = new ArrayList<>();
            try (Child writer = Child.start(Writer.class, path)) {
                BufferedReader output = writer.output();
                while (acknowledged.size() < 400 * life) {
                    acknowledged.add(output.readLine());
                }
                acknowledged.addAll(writer.kill(output));
            }
            // The last line may be torn.
            long last = Long.parseLong(acknowledged.get(acknowledged.size() - 2));
            assertThat(wholeBatches(path)).isGreaterThan(last);
        }
    }

    @Test
    void aTornLogCostsOnlyTheBatchesAtItsEnd() throws Exception {
        Path path = folder.resolve("eddy.db");
        Random random = new Random(1);
        HandLoop loop = new HandLoop();
        try (SqliteStore store = SqliteStore.open(path, Note.TABLES, loop, sentence -> {})) {
            for (long batch = 0; batch < 100; batch++) {
                int[] stored = new int[1];
                for (int row = 0; row < BATCH_ROWS; row++) {
                    store.put(Note.TABLE, by("bob", batch * BATCH_ROWS + row));
                }
                store.whenStored(() -> stored[0]++);
                store.flush();
                loop.runUntil(() -> stored[0] == 1);
            }
            byte[] log = Files.readAllBytes(folder.resolve("eddy.db-wal"));
            long most = 0;
            for (int tear = 0; tear < 25; tear++) {
                int length = tear == 0 ? 0 : tear == 1 ? log.length : random.nextInt(log.length);
                byte[] torn = Arrays.copyOf(log, length);
                if (tear % 3 == 2) {
                    torn[random.nextInt(length)] ^= 0x40;
                }
                most = Math.max(most, batchesWith(path, torn));
            }
            assertThat(most).isEqualTo(100);
        }
    }

    private long batchesWith(Path original, byte[] log) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy")).resolve("eddy.db");
        Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.write(copy.resolveSibling("eddy.db-wal"), log);
        Files.deleteIfExists(copy.resolveSibling("eddy.db-shm"));
        return wholeBatches(copy);
    }

    /** How many batches there are, each of them whole, from the first on without a gap. */
    private static long wholeBatches(Path path) throws Exception {
        List<String> troubles = new ArrayList<>();
        HandLoop loop = new HandLoop();
        try (SqliteStore store = SqliteStore.open(path, Note.TABLES, loop, troubles::add)) {
            List<Note> rows = store.load(Note.TABLE);
            assertThat(rows.size() % BATCH_ROWS).isZero();
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i)).isEqualTo(by("bob", i));
            }
            loop.runPosted();
            assertThat(troubles).isEmpty();
            return rows.size() / BATCH_ROWS;
        }
    }
}
