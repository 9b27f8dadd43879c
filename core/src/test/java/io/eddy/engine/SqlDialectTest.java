package io.eddy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eddy.store.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SqlDialectTest {

    @Test
    void aTableIsCreatedWithTheTypesOfTheEngine() {
        assertThat(SqlDialect.SQLITE.create(Note.TABLE))
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"note\" (\"author\" TEXT NOT NULL, \"order\" INTEGER NOT NULL,"
                        + " \"content\" BLOB NOT NULL, PRIMARY KEY (\"author\", \"order\")) WITHOUT ROWID");
        assertThat(SqlDialect.POSTGRESQL.create(Note.TABLE))
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"note\" (\"author\" TEXT COLLATE \"C\" NOT NULL,"
                        + " \"order\" BIGINT NOT NULL, \"content\" BYTEA NOT NULL,"
                        + " PRIMARY KEY (\"author\", \"order\"))");
    }

    @Test
    void allElseIsTheSameForEveryEngine() {
        for (SqlDialect dialect : SqlDialect.values()) {
            assertThat(dialect.upsert(Note.TABLE))
                    .isEqualTo("INSERT INTO \"note\" (\"author\", \"order\", \"content\") VALUES (?, ?, ?)"
                            + " ON CONFLICT (\"author\", \"order\") DO UPDATE SET"
                            + " \"content\" = excluded.\"content\"");
            assertThat(dialect.upsert(Note.Tag.TABLE))
                    .isEqualTo("INSERT INTO \"tag\" (\"name\") VALUES (?) ON CONFLICT (\"name\") DO NOTHING");
            assertThat(dialect.delete(Note.TABLE))
                    .isEqualTo("DELETE FROM \"note\" WHERE \"author\" = ? AND \"order\" = ?");
            assertThat(dialect.select(Note.TABLE))
                    .isEqualTo("SELECT \"author\", \"order\", \"content\" FROM \"note\""
                            + " ORDER BY \"author\", \"order\"");
        }
    }

    @Test
    void namesThatAreNoNamesAreRefused() {
        Table<Note> spiteful = new Table<>("note\"; DROP TABLE x", 1, Note.TABLE.columns(), 1, Note.TABLE.make());
        assertThatIllegalArgumentException().isThrownBy(() -> new Schema(List.of(spiteful)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schema(List.of(Note.TABLE, Note.TABLE)));
    }
}
