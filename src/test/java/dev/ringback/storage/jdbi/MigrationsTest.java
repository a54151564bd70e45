package dev.ringback.storage.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.storage.QuarantineStore.Size;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    @TempDir
    Path folder;

    @Test
    void latestIsTheLastScript() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("schema", "sqlite"))) {
            assertThat(scripts.map(script -> script.getFileName().toString()).sorted())
                    .last()
                    .asString()
                    .startsWith("V" + Migrations.LATEST + "__");
        }
    }

    @Test
    void emptyDatabaseBecomesCurrentAndStaysSo() throws SQLException {
        open().close();
        List<String> schema = schema();
        open().close();

        assertThat(schema).contains("event", "event_reference", "message", "participant", "write_check");
        assertThat(schema()).isEqualTo(schema);
    }

    @Test
    void theFirstSchemaBecomesTheLatestAndKeepsItsRows() throws SQLException {
        Flyway.configure()
                .dataSource(SqliteConnections.creating(file()))
                .locations("classpath:schema/sqlite")
                .target("1")
                .load()
                .migrate();
        execute("INSERT INTO write_check (id, checks) VALUES (1, 7)");
        assertThat(schema()).doesNotContain("quarantine");

        try (SqliteDatabase database = open()) {
            assertThat(database.quarantine().size()).isEqualTo(new Size(0, 0));
        }

        assertThat(schema()).contains("quarantine", "quarantine_size", "write_check");
        assertThatThrownBy(() -> execute("INSERT INTO write_check (id, checks) VALUES (1, 7)"))
                .hasMessageContaining("UNIQUE");
    }

    @Test
    void newerSchemaIsRefused() throws SQLException {
        open().close();
        execute(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, 1)");

        assertThatThrownBy(this::open)
                .isExactlyInstanceOf(StorageException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("newer Ringback");
    }

    @Test
    void databaseOfAnotherProgramIsRefused() throws SQLException {
        execute("CREATE TABLE guests (name TEXT)");

        assertThatThrownBy(this::open).isExactlyInstanceOf(StorageException.class);
        assertThat(schema()).containsExactly("guests");
    }

    @Test
    void fileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(file(), "Dear diary, ".repeat(1000));

        assertThatThrownBy(this::open).isInstanceOf(StorageUnavailableException.class);
        assertThat(file()).hasContent("Dear diary, ".repeat(1000));
    }

    private SqliteDatabase open() {
        return SqliteDatabase.open(DatabaseOptions.of(file()));
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = SqliteConnections.creating(file()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> schema() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = SqliteConnections.creating(file()).getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")) {
            while (tables.next()) {
                names.add(tables.getString(1));
            }
        }
        return names;
    }
}
