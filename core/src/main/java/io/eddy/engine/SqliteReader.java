package io.eddy.engine;

import io.eddy.store.Range;
import io.eddy.store.Row;
import io.eddy.store.Search;
import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A connection that reads, with the statements that it has needed so far. It sees what is committed, and no more. */
final class SqliteReader implements Batch.Reader, AutoCloseable {
    private final Connection connection;
    /** By their text. There are few: as many as there are shapes of ranges in the program. */
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Takes the connection over. */
    SqliteReader(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <R> List<R> find(Range<R> range) throws SQLException {
        PreparedStatement statement = statement(SqlDialect.SQLITE.select(range));
        List<Object> parameters = new ArrayList<>(range.prefix());
        parameters.addAll(range.beyond());
        parameters.add((long) range.limit());
        return records(range.table(), statement, parameters);
    }

    @Override
    public <R> List<Search.Hit<R>> search(Search<R> search) throws SQLException {
        PreparedStatement statement = statement(SqliteWords.of(search.table()).select(search.table()));
        List<Object> parameters = List.of(SqliteWords.match(search), (long) search.limit());
        return records(search.table(), statement, parameters).stream()
                .map(search::hit)
                .toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static <R> List<R> records(Table<R> table, PreparedStatement statement, List<Object> parameters)
            throws SQLException {
        SqliteWriter.bind(statement, parameters);
        try (ResultSet rows = statement.executeQuery()) {
            return records(table, rows);
        }
    }

    static <R> List<R> records(Table<R> table, ResultSet rows) throws SQLException {
        List<R> records = new ArrayList<>();
        while (rows.next()) {
            List<Object> values = new ArrayList<>(table.columns().size());
            for (int i = 0; i < table.columns().size(); i++) {
                values.add(
                        switch (table.columns().get(i).type()) {
                            case TEXT, PROSE -> rows.getString(i + 1);
                            case BYTES -> Bytes.owning(rows.getBytes(i + 1));
                            case INTEGER -> rows.getLong(i + 1);
                        });
            }
            records.add(table.make().apply(new Row(values)));
        }
        return records;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }
}
