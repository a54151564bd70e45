package dev.ringback.storage.jdbi.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.DatabaseRows;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventLogContract;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException.Reason;
import dev.ringback.storage.TestEntries;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {
    private static final Pattern INDEX = Pattern.compile("CREATE INDEX \\w+");
    private static final Pattern COLUMN = Pattern.compile("ALTER TABLE \\w+ ADD COLUMN \\w+");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE \\w+");

    @TempDir
    Path place;

    private Path file = Path.of("unset");

    @Override
    protected Database open(Path folder) {
        file = folder.resolve("ringback.db");
        return SqliteDatabase.open(file);
    }

    /** Restores a backup in which they are not. */
    @Override
    protected void loseEnd(long lastId) {
        Path backup = place.resolve("backup.db");
        SqliteBackup.write(file, backup, (done, total) -> {});
        database.close();
        try {
            DatabaseRows.execute(backup, "DELETE FROM event WHERE id > " + lastId);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        new SqliteRestore(backup, file, TestEntries.START).run(true, (done, total) -> {});
        database = SqliteDatabase.open(file);
    }

    @Test
    void whereRetentionHasDeletedTheEndAPositionBehindItIsLost() {
        appendEvents(3);
        EventPosition reader = log().settled().end();
        database.retention(event -> Set.of()).deleteSome(TestEntries.START.plus(Duration.ofDays(30)), 0, 1_000);

        assertLost(log().settled(), reader, Reason.BEYOND_END, log().settled().beginning());
    }

    @Test
    void aRestoreMakesANewGenerationAndABackupAndACopyOfTheFileKeepTheirs() throws IOException, SQLException {
        String before = generation(file);
        Path backup = place.resolve("backup.db");
        SqliteBackup.write(file, backup, (done, total) -> {});
        database.close();
        Path copy = Files.copy(file, place.resolve("copy.db"));

        new SqliteRestore(backup, file, TestEntries.START).run(true, (done, total) -> {});

        assertThat(generation(backup)).isEqualTo(before);
        assertThat(generation(copy)).isEqualTo(before);
        assertThat(generation(file)).isNotEqualTo(before).matches("[0-9a-f]{16}");
        assertThat(place.toFile().list()).containsExactlyInAnyOrder("backup.db", "copy.db");
    }

    @Test
    void aBackupOfASchemaWithoutGenerationsGetsOneWhenItIsOpened() throws Exception {
        Path backup = place.resolve("backup.db");
        SqliteBackup.write(file, backup, (done, total) -> {});
        String before = generation(backup);
        database.close();
        for (String created : statementsSince(12, INDEX)) {
            DatabaseRows.execute(backup, created.replace("CREATE ", "DROP "));
        }
        for (String added : statementsSince(12, COLUMN)) {
            DatabaseRows.execute(backup, added.replace(" ADD COLUMN ", " DROP COLUMN "));
        }
        for (String created : statementsSince(12, TABLE)) {
            DatabaseRows.execute(backup, created.replace("CREATE ", "DROP "));
        }
        DatabaseRows.execute(backup, "DELETE FROM flyway_schema_history WHERE CAST(version AS INTEGER) >= 12");

        new SqliteRestore(backup, file, TestEntries.START).run(true, (done, total) -> {});

        try (Database restored = SqliteDatabase.open(file)) {
            assertThat(restored.generation().current().value()).isNotEqualTo(before);
        }
    }

    /** The statements of that form, without what follows the name, in the scripts from a version on. */
    private static List<String> statementsSince(int version, Pattern form) throws IOException {
        List<String> statements = new ArrayList<>();
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(Path.of("schema", "sqlite"), "V*__*.sql")) {
            for (Path script : scripts) {
                String name = script.getFileName().toString();
                if (Integer.parseInt(name.substring(1, name.indexOf("__"))) >= version) {
                    Matcher found = form.matcher(Files.readString(script));
                    while (found.find()) {
                        statements.add(found.group());
                    }
                }
            }
        }
        return statements;
    }

    private static String generation(Path file) throws SQLException {
        try (Connection connection = SqliteConnections.existing(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM generation")) {
            return rows.getString(1);
        }
    }
}
