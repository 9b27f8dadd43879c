package io.eddy.engine;

import io.eddy.store.Range;
import io.eddy.store.Table;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A store in one SQLite file, read from end to end or filled, while no node runs on it. It blocks. */
public final class StoreCopy implements AutoCloseable {
    /** Takes rows, one after the other. */
    public interface Taker<R> {
        void take(R row) throws IOException;
    }

    private final SqliteFile file;
    private final Optional<String> notice;
    private final SqliteReader reader;
    private final SqliteWriter writer;
    private Batch gathering = new Batch();

    private StoreCopy(SqliteFile file) throws DataUnusable {
        this.file = file;
        notice = file.prepare();
        try {
            reader = file.reader();
            writer = file.writer();
        } catch (SQLException unfit) {
            throw unusable(unfit);
        }
    }

    /** Opens the file, brought to this version's tables, or makes it. */
    public static StoreCopy open(Path path, List<? extends Table<?>> tables) throws DataUnusable {
        Schema schema = new Schema(tables);
        return new StoreCopy(new SqliteFile(path, schema));
    }

    /** That the file was damaged and set aside, if it was. */
    public Optional<String> notice() {
        return notice;
    }

    /** Gives all rows of a table in the order of their keys, some at a time. */
    public <R> void forEach(Table<R> table, Taker<R> taker) throws IOException {
        Range<R> range = Range.of(table);
        try {
            List<R> rows = reader.find(range);
            while (!rows.isEmpty()) {
                for (R row : rows) {
                    taker.take(row);
                }
                rows = reader.find(range.beyondRow(rows.get(rows.size() - 1)));
            }
        } catch (SQLException unreadable) {
            throw unusable(unreadable);
        }
    }

    public <R> void put(Table<R> table, R row) throws DataUnusable {
        gathering.add(Write.put(table, row));
        if (gathering.writes().size() >= Backlog.MAX_WRITES_A_COMMIT
                || gathering.bytes() >= Backlog.MAX_BYTES_A_COMMIT) {
            commit();
        }
    }

    /** Makes durable what was put. */
    public void commit() throws DataUnusable {
        try {
            writer.commit(List.of(gathering));
            gathering = new Batch();
        } catch (SQLException full) {
            throw unusable(full);
        }
    }

    /**
     * Makes durable what was put, closes the file, and gives it another name in its folder: after a crash all is there
     * by that name, or nothing.
     */
    public void become(String name) throws IOException {
        commit();
        close();
        Path path = file.path();
        if (Files.exists(path.resolveSibling(path.getFileName() + "-wal"))) {
            throw new DataUnusable("The store " + path + " cannot be finished: its log is not written back.");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(path, path.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
        SmallFile.forceNames(path.resolveSibling(""));
    }

    @Override
    public void close() {
        try {
            reader.close();
            writer.close();
        } catch (SQLException ignored) {
            // All that was to be kept is committed.
        }
    }

    private DataUnusable unusable(SQLException failure) {
        return new DataUnusable("The store " + file.path() + " cannot be used: " + failure.getMessage(), failure);
    }
}
