package io.eddy.engine;

import io.eddy.store.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store in one SQLite file.
 *
 * <p>A thread of its own takes all batches that wait and commits them together, so that the disk is forced once for
 * many: while one commit lasts, the next one gathers. What cannot be committed stays where it is and is tried again
 * until it can; nobody is told that it was stored, and nothing behind it overtakes it. A damaged file will not mend:
 * it ends the loop, and the next start looks for the damage and sets the file aside.
 */
public final class SqliteStore extends GatheringStore {
    /** How long a full or broken disk is left alone between two tries. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How often a store that ends still tries: whoever ends it waits for it. */
    private static final int CLOSING_TRIES = 5;

    private static final Duration CLOSING_RETRY = Duration.ofMillis(200);

    private final SqliteFile file;
    private final Consumer<String> trouble;
    private final Backlog backlog = new Backlog();
    private final Thread thread = new Thread(this::run, "eddy-store");

    private @Nullable SqliteWriter writer;
    private @Nullable SqliteReader reader;
    private @Nullable String failure;
    private final AtomicLong commits = new AtomicLong();

    private SqliteStore(SqliteFile file, Schema schema, Executor loop, Consumer<String> trouble) {
        super(schema, loop);
        this.file = file;
        this.trouble = trouble;
        thread.setDaemon(true);
    }

    /**
     * Opens the file, or makes it.
     *
     * @param tables all that will be read or written
     * @param loop runs what waited for a write, on the thread that owns this store
     * @param trouble told on the loop, in a sentence, that the disk fails, that it works again, or that a damaged
     * file was set aside
     */
    public static SqliteStore open(Path path, List<? extends Table<?>> tables, Executor loop, Consumer<String> trouble)
            throws DataUnusable {
        Schema schema = new Schema(tables);
        return open(new SqliteFile(path, schema), schema, loop, trouble);
    }

    static SqliteStore open(SqliteFile file, Schema schema, Executor loop, Consumer<String> trouble)
            throws DataUnusable {
        file.prepare().ifPresent(sentence -> loop.execute(() -> trouble.accept(sentence)));
        SqliteStore store = new SqliteStore(file, schema, loop, trouble);
        try {
            store.writer = file.writer();
        } catch (SQLException unfit) {
            throw new DataUnusable("The store " + file.path() + " cannot be used: " + unfit.getMessage(), unfit);
        }
        store.thread.start();
        return store;
    }

    /** How often something was committed. */
    public long commits() {
        return commits.get();
    }

    @Override
    public <R> List<R> load(Table<R> table) {
        requireOpen();
        schema.require(table);
        try {
            return file.load(table);
        } catch (SQLException unreadable) {
            if (SqliteFile.isDamage(unreadable)) {
                file.suspect();
            }
            throw new UncheckedIOException(new DataUnusable(
                    "The table " + table.name() + " of " + file.path() + " cannot be read: " + unreadable.getMessage(),
                    unreadable));
        }
    }

    @Override
    public boolean accepting() {
        return backlog.hasRoomBeside(gathering);
    }

    @Override
    void handOver() {
        if (!gathering.isEmpty()) {
            backlog.add(gathering);
            gathering = new Batch();
        }
    }

    /** Throws {@link UncheckedIOException}, saying what was not saved, when the disk still fails after some tries. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        flush();
        closed = true;
        backlog.end();
        join();
        String lost = backlog.left().stream()
                .collect(Collectors.groupingBy(write -> write.table().name(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(table -> table.getValue() + " to " + table.getKey())
                .collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            throw new UncheckedIOException(new IOException(
                    "Writes that were not saved in " + file.path() + ": " + lost + ". The reason: " + failure));
        }
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // From here on all runs on the store's thread.

    private void run() {
        try {
            List<Batch> group = backlog.next();
            while (!group.isEmpty() && store(group)) {
                backlog.settle(group);
                for (Batch batch : group) {
                    for (Batch.Waiter waiter : batch.waiting()) {
                        loop.execute(settled(waiter));
                    }
                }
                group = backlog.next();
            }
        } catch (RuntimeException | Error | InterruptedException mistake) {
            // Ours, so it ends the loop: a store that has silently ended would leave everybody waiting.
            loop.execute(() -> {
                throw new IllegalStateException("the store's thread has ended", mistake);
            });
        } finally {
            disconnect();
        }
    }

    /** Tries until it succeeds; gives up when the store ends. Damage ends the loop. */
    private boolean store(List<Batch> group) throws InterruptedException {
        int triesLeft = CLOSING_TRIES;
        while (!commit(group)) {
            if (backlog.awaitEnd(RETRY)) {
                if (--triesLeft == 0) {
                    return false;
                }
                Thread.sleep(CLOSING_RETRY.toMillis());
            }
        }
        return true;
    }

    private boolean commit(List<Batch> group) {
        if (group.stream().allMatch(batch -> batch.writes().isEmpty())) {
            return true;
        }
        try {
            SqliteWriter current = writer == null ? file.writer() : writer;
            writer = current;
            current.commit(group);
            commits.incrementAndGet();
            onSuccess();
            return true;
        } catch (SQLException thrown) {
            disconnect();
            endOnDamage(thrown);
            onFailure(thrown, "be written (%s). What is written is kept in memory and tried again every second.");
            return false;
        }
    }

    /** Tries until it can be read. Damage ends the loop; when the store ends, nobody waits for an answer any more. */
    private Runnable settled(Batch.Waiter waiter) throws InterruptedException {
        while (true) {
            try {
                Runnable then = waiter.settled(reader());
                onSuccess();
                return then;
            } catch (SQLException unreadable) {
                disconnect();
                endOnDamage(unreadable);
                onFailure(unreadable, "be read (%s). It is tried again every second.");
                if (backlog.awaitEnd(RETRY)) {
                    return () -> {};
                }
            }
        }
    }

    private SqliteReader reader() throws SQLException {
        SqliteReader current = reader == null ? file.reader() : reader;
        reader = current;
        return current;
    }

    private void endOnDamage(SQLException thrown) {
        if (SqliteFile.isDamage(thrown)) {
            file.suspect();
            failure = String.valueOf(thrown.getMessage());
            throw new UncheckedIOException(
                    new DataUnusable("The store " + file.path() + " is damaged: " + failure, thrown));
        }
    }

    private void onSuccess() {
        if (failure != null) {
            failure = null;
            loop.execute(() -> trouble.accept("The store " + file.path() + " can be read and written again."));
        }
    }

    private void onFailure(SQLException thrown, String what) {
        String reason = String.valueOf(thrown.getMessage());
        boolean told = failure != null;
        failure = reason;
        if (!told) {
            String sentence = "The store " + file.path() + " cannot " + String.format(Locale.ROOT, what, reason);
            loop.execute(() -> trouble.accept(sentence));
        }
    }

    private void disconnect() {
        close(writer);
        close(reader);
        writer = null;
        reader = null;
    }

    private static void close(@Nullable AutoCloseable connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (Exception ignored) {
            // It was given up already, or everything is committed.
        }
    }
}
