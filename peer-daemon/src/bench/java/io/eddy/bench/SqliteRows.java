package io.eddy.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;

/** The limit: rows as long as those of the logs, written by nothing but a thread and SQLite, on one side alone. */
final class SqliteRows implements Deliveries {
    /** A row of the logs: conversation, author, two hashes of 32 bytes, a signature of 64, and the text. */
    private static final int ROW_BYTES = 4 * 32 + 64 + 8 * Long.BYTES + LogsEnd.TEXT_BYTES;

    private final int rowsACommit;
    private final Connection connection;
    private final PreparedStatement insert;
    private final byte[] row = new byte[ROW_BYTES];
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean going;
    private Thread writer = new Thread(this::write);

    SqliteRows(Path file, int rowsACommit) throws SQLException {
        this.rowsACommit = rowsACommit;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, content BLOB NOT NULL)");
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("INSERT INTO entry (content) VALUES (?)");
    }

    @Override
    public String name() {
        return "SQLite alone, " + rowsACommit + " a commit";
    }

    @Override
    public void begin() {
        going = true;
        writer = new Thread(this::write, "rows");
        writer.start();
    }

    @Override
    public void stop() throws InterruptedException {
        going = false;
        writer.join();
    }

    @Override
    public long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public long one() throws SQLException {
        long startNanos = System.nanoTime();
        commit(1);
        return System.nanoTime() - startNanos;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("what was written cannot be closed", e);
        }
    }

    private void write() {
        try {
            while (going) {
                commit(rowsACommit);
                acknowledged.addAndGet(rowsACommit);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the disk is full, perhaps", e);
        }
    }

    private void commit(int rows) throws SQLException {
        for (int i = 0; i < rows; i++) {
            insert.setBytes(1, row);
            insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
    }
}
