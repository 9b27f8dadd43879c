package io.eddy.engine;

import io.eddy.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** A database file: how it is opened, checked, brought to the schema, and read. */
final class SqliteFile {
    /**
     * A file up to this size is checked whole at the start, in some 10 ms; of a larger one every row of the tables that
     * are not large. Damage elsewhere is found when it is read or written; the next start then checks the whole file.
     */
    private static final long MAX_CHECKED_BYTES = 8 << 20;
    /** Nobody else should have the file open; one who looks into it by hand may hold it up for so long. */
    private static final int BUSY_TIMEOUT_MILLIS = 1_000;

    /** Room for the pages of the largest commit: those that find none are written to the log more than once. */
    private static final int CACHE_KIBIBYTES = (int) (Backlog.MAX_BYTES_A_COMMIT >> 10);

    private static final String SUSPECT = ".suspect";

    /** What SQLite keeps beside a database: its log, and the index of that. */
    private static final List<String> COMPANIONS = List.of("-wal", "-shm");

    private static final String VERSION_TABLE = "eddy_schema";

    private final Path path;
    private final Schema schema;
    private volatile int maxPages;

    SqliteFile(Path path, Schema schema) {
        this.path = path.toAbsolutePath();
        this.schema = schema;
    }

    Path path() {
        return path;
    }

    /** Makes the disk full, for connections to come, at so many pages; 0 lifts the limit. */
    void limitPages(int pages) {
        maxPages = pages;
    }

    /**
     * Makes the file ready, creating or upgrading it. A damaged one is renamed and a new one made in its place.
     *
     * @return the sentence that says so, if that happened
     */
    Optional<String> prepare() throws DataUnusable {
        keepStrayLog();
        try {
            bringToSchema();
            trust();
            return Optional.empty();
        } catch (SQLException failure) {
            if (!isDamage(failure)) {
                throw new DataUnusable("The store " + path + " cannot be opened: " + failure.getMessage(), failure);
            }
            String sentence = setAside(failure);
            trust();
            return Optional.of(sentence);
        }
    }

    private void trust() throws DataUnusable {
        try {
            Files.deleteIfExists(beside(SUSPECT));
        } catch (IOException failure) {
            throw new DataUnusable("The file " + beside(SUSPECT) + " cannot be removed: " + failure, failure);
        }
    }

    SqliteWriter writer() throws SQLException {
        return new SqliteWriter(connect(), schema);
    }

    SqliteReader reader() throws SQLException {
        return new SqliteReader(connect());
    }

    /** What is durable: a connection of its own does not see a commit in progress. */
    <R> List<R> load(Table<R> table) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SqlDialect.SQLITE.select(table))) {
            return SqliteReader.records(table, rows);
        }
    }

    private Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setCacheSize(-CACHE_KIBIBYTES); // SQLite takes a negative number for kibibytes.
        if (maxPages > 0) {
            config.setMaxPageCount(maxPages);
        }
        // As a URI, because the driver takes what follows a question mark in a plain path for settings.
        return config.createConnection("jdbc:sqlite:" + path.toUri());
    }

    private void bringToSchema() throws SQLException, DataUnusable {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            requireSound(statement);
            connection.setAutoCommit(false);
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS " + VERSION_TABLE + " (version INTEGER NOT NULL PRIMARY KEY)");
            int version = version(statement);
            if (version > schema.version()) {
                throw new DataUnusable("The store " + path + " was written by a newer Eddy: its schema has version "
                        + version + ", this program knows versions up to " + schema.version() + ".");
            }
            migrate(statement, version);
            connection.commit();
            requireReadable(statement);
        }
    }

    /**
     * Brings the tables from a version (0: there are none) to the schema's. A new table needs only its descriptor; a
     * change of columns becomes a step here, before the tables that are missing are created.
     */
    private void migrate(Statement statement, int from) throws SQLException {
        for (Table<?> table : schema.tables()) {
            statement.execute(SqlDialect.SQLITE.create(table));
            for (String index : SqlDialect.SQLITE.createIndexes(table)) {
                statement.execute(index);
            }
            if (table.prose().isPresent()) {
                for (String part : SqliteWords.of(table).create()) {
                    statement.execute(part);
                }
            }
        }
        if (from < schema.version()) {
            statement.execute("DELETE FROM " + VERSION_TABLE);
            statement.execute("INSERT INTO " + VERSION_TABLE + " VALUES (" + schema.version() + ")");
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT max(version) FROM " + VERSION_TABLE)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private void requireSound(Statement statement) throws SQLException {
        boolean suspected = Files.exists(beside(SUSPECT));
        if (path.toFile().length() > MAX_CHECKED_BYTES && !suspected) {
            return;
        }
        // Only the slow one finds that an index lacks a row, which a write may have met.
        String check = suspected ? "integrity_check" : "quick_check";
        try (ResultSet rows = statement.executeQuery("PRAGMA " + check + "(1)")) {
            if (rows.next() && !"ok".equals(rows.getString(1))) {
                throw new SQLException(rows.getString(1), null, SQLiteErrorCode.SQLITE_CORRUPT.code);
            }
        }
    }

    /** Damage was met while the file was in use: it is looked for at the next start. */
    void suspect() {
        try {
            Files.write(beside(SUSPECT), new byte[0]);
        } catch (IOException full) {
            // Then it is found again when it is read again.
        }
    }

    /** Damage is found here, while the file can be set aside, and not when the node that needs it is being made. */
    private void requireReadable(Statement statement) throws SQLException {
        if (path.toFile().length() <= MAX_CHECKED_BYTES) {
            return;
        }
        for (Table<?> table : schema.tables()) {
            if (table.large()) {
                continue; // It would take seconds, and nobody reads it at the start.
            }
            try (ResultSet rows = statement.executeQuery(SqlDialect.SQLITE.select(table))) {
                while (rows.next()) {
                    // A step fails when a page that the row needs is damaged.
                }
            }
        }
    }

    /** Only what says that the content is wrong; a file that is locked or may not be read is left where it is. */
    static boolean isDamage(SQLException failure) {
        int primaryCode = failure.getErrorCode() & 0xff;
        return primaryCode == SQLiteErrorCode.SQLITE_CORRUPT.code || primaryCode == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    private String setAside(SQLException damage) throws DataUnusable {
        try {
            String suffix = damaged(freeNumber());
            Files.move(path, beside(suffix));
            moveCompanions(suffix);
            bringToSchema();
            return "The store " + path + " was damaged (" + damage.getMessage() + "); it is kept as "
                    + beside(suffix).getFileName() + ", and an empty one takes its place.";
        } catch (IOException | SQLException failure) {
            throw new DataUnusable(
                    "The store " + path + " is damaged (" + damage.getMessage() + ") and cannot be set aside: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /**
     * A crash while a database was set aside leaves its log behind, which SQLite would delete when it makes a new one.
     * It follows the database that went last; if that has a log, or there is none, it gets a number of its own. The
     * database goes first, since without its log it might look sound, and be used as it was before.
     */
    private void keepStrayLog() throws DataUnusable {
        if (Files.exists(path)) {
            return;
        }
        try {
            int free = freeNumber();
            String last = damaged(free - 1);
            boolean lacksLog = Files.exists(beside(last)) && !Files.exists(beside(last + "-wal"));
            moveCompanions(lacksLog ? last : damaged(free));
        } catch (IOException failure) {
            throw new DataUnusable("The log of the store " + path + " cannot be set aside: " + failure, failure);
        }
    }

    private void moveCompanions(String suffix) throws IOException {
        for (String companion : COMPANIONS) {
            if (Files.exists(beside(companion))) {
                Files.move(beside(companion), beside(suffix + companion));
            }
        }
    }

    /** The first that nothing set aside has. */
    private int freeNumber() {
        int number = 1;
        while (isTaken(damaged(number))) {
            number++;
        }
        return number;
    }

    private boolean isTaken(String suffix) {
        return Files.exists(beside(suffix))
                || COMPANIONS.stream().anyMatch(companion -> Files.exists(beside(suffix + companion)));
    }

    private static String damaged(int number) {
        return ".damaged-" + number;
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }
}
