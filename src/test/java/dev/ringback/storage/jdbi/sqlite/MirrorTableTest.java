package dev.ringback.storage.jdbi.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.storage.jdbi.mirror.MirrorTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MirrorTableTest {
    @TempDir
    Path folder;

    @BeforeEach
    void createDatabase() {
        TestSqlite.create(file());
    }

    /** A table of resources that is not in the list would survive a rebuild and retention. A new one of another kind is named here. */
    @Test
    void everyTableIsOneOfTheMirrorOrKnownNotToBe() throws SQLException {
        List<String> others = List.of(
                "subject",
                "event",
                "event_reference",
                "quarantine",
                "quarantine_size",
                "write_check",
                "rebuild",
                "expired_history",
                "lease",
                "upstream_budget",
                "upstream_share",
                "upstream_write",
                "request_count",
                "migration",
                "generation",
                "projection",
                "forward_mark",
                "alert_group",
                "delivery",
                "delivery_attempt",
                "silence",
                "session",
                "audit",
                "receiver_failure",
                "job",
                "system_event",
                "heartbeat",
                "downtime",
                "last_answer",
                "list_sweep",
                "vault_object",
                "vault_note",
                "stats_bucket",
                "stats_frozen",
                "stats_dirty",
                "stats_mark",
                "event_minute",
                "last_event",
                "flyway_schema_history");
        assertThat(column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", "name"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(others.stream(), MirrorTable.ALL.stream().map(MirrorTable::name))
                                .toList());
    }

    /** A walk that had to look through a table would take longer the larger the database is, for each event it looks at. */
    @ParameterizedTest
    @MethodSource
    void retentionLooksThroughNoTable(String sql) throws SQLException {
        String query = sql.replaceAll(":(account|sid|newest|after|before|limit|offset)", "1")
                .replaceAll("\\?\\d?", "1");

        assertThat(column("EXPLAIN QUERY PLAN " + query, "detail"))
                .isNotEmpty()
                .allSatisfy(
                        step -> assertThat(step).doesNotStartWith("SCAN event").doesNotContain("TEMP B-TREE"))
                .noneMatch(step -> MirrorTable.ALL.stream().anyMatch(table -> step.startsWith("SCAN " + table.name())));
    }

    static Stream<String> retentionLooksThroughNoTable() {
        return Stream.concat(
                Stream.of(
                        SqliteExpiryQueries.WALK,
                        SqliteExpiryQueries.AGED,
                        SqliteExpiryQueries.PRESENCE,
                        SqliteExpiryQueries.LATEST,
                        SqliteExpiryQueries.HISTORY,
                        SqliteExpiryQueries.REST,
                        SqliteExpiryDeletion.ALONE,
                        SqliteExpiryDeletion.HISTORY,
                        SqliteExpiryDeletion.BEGIN,
                        SqliteExpiryDeletion.REFERENCE),
                MirrorTable.ALL.stream().map(MirrorTable::deletion));
    }

    private List<String> column(String sql, String name) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = SqliteConnections.existing(file());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(name));
            }
        }
        return values;
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }
}
