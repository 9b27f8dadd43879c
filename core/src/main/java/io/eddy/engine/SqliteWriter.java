package io.eddy.engine;

import io.eddy.store.Table;
import io.eddy.wire.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection with all its statements prepared, that commits batches. After a failure it is closed, which rolls back;
 * a new one begins with nothing left of the old.
 */
final class SqliteWriter implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> upserts = new HashMap<>();
    private final Map<String, PreparedStatement> deletes = new HashMap<>();

    /** Takes the connection over. */
    SqliteWriter(Connection connection, Schema schema) throws SQLException {
        this.connection = connection;
        try {
            connection.setAutoCommit(false);
            for (Table<?> table : schema.tables()) {
                upserts.put(table.name(), connection.prepareStatement(SqlDialect.SQLITE.upsert(table)));
                deletes.put(table.name(), connection.prepareStatement(SqlDialect.SQLITE.delete(table)));
            }
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Makes all of them durable or none, in their order. */
    void commit(List<Batch> batches) throws SQLException {
        PreparedStatement filling = null;
        for (Batch batch : batches) {
            for (Write write : batch.writes()) {
                PreparedStatement statement = statement(write);
                if (filling != null && filling != statement) {
                    filling.executeBatch();
                }
                bind(statement, write.values());
                statement.addBatch();
                filling = statement;
            }
        }
        if (filling != null) {
            filling.executeBatch();
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement statement(Write write) {
        @Nullable
        PreparedStatement statement =
                (write.deletes() ? deletes : upserts).get(write.table().name());
        if (statement == null) {
            throw new IllegalStateException("no statement for " + write.table().name());
        }
        return statement;
    }

    static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Bytes bytes) {
                statement.setBytes(i + 1, bytes.array());
            } else if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else {
                statement.setLong(i + 1, (Long) value);
            }
        }
    }
}
