package dev.ringback.storage.jdbi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.DatabaseRows;
import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarriedTableTest {
    /** Copied event by event, or made anew from the log in the other database. */
    private static final List<String> LOG = List.of("subject", "event", "event_reference");

    /** What these hold means nothing in another database, or is counted there anew. */
    private static final List<String> LEFT = List.of(
            "quarantine_size",
            "write_check",
            "rebuild",
            "expired_history",
            "lease",
            "upstream_budget",
            "upstream_share",
            "migration",
            "generation",
            "projection",
            "stats_dirty",
            "stats_mark",
            "event_minute",
            "session",
            "flyway_schema_history");

    @TempDir
    Path folder;

    /** A new table that is in none of these lists would be forgotten by a migration to another database. */
    @Test
    void everyTableOfSqliteIsCopiedOrKnownNotToBe() throws SQLException {
        TestSqlite.create(file());

        assertThat(columns(
                        "jdbc:sqlite:" + file(),
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
                .containsExactlyInAnyOrderElementsOf(known(LEFT));
    }

    @Test
    void everyTableOfPostgresIsCopiedOrKnownNotToBe() throws SQLException {
        TestPostgres.open(folder).close();

        assertThat(columns(
                        TestPostgres.options().jdbcUrl(),
                        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
                                + " AND relnamespace = CAST(current_schema() AS regnamespace)"))
                .containsExactlyInAnyOrderElementsOf(known(LEFT.stream()
                        .filter(table -> !table.equals("expired_history"))
                        .toList()));
    }

    /** A new column would be forgotten. */
    @Test
    void everyColumnOfACarriedTableIsCopied() throws SQLException {
        TestSqlite.create(file());
        TestPostgres.open(folder).close();

        for (CarriedTable table : CarriedTable.ALL) {
            assertThat(columns("jdbc:sqlite:" + file(), "SELECT name FROM pragma_table_info('" + table.name() + "')"))
                    .as(table.name())
                    .containsExactlyInAnyOrderElementsOf(table.columns());
            assertThat(columns(
                            TestPostgres.options().jdbcUrl(),
                            "SELECT attname FROM pg_attribute WHERE attrelid = CAST('" + table.name()
                                    + "' AS regclass) AND attnum > 0 AND NOT attisdropped"))
                    .as(table.name())
                    .containsExactlyInAnyOrderElementsOf(table.columns());
        }
    }

    @Test
    void theDescriptionOfTheDataSaysOfEachTableWhetherItIsCopied() throws IOException {
        String described = Files.readString(Path.of("schema/README.md"))
                .split("\n## Moving to another database\n", 2)[1]
                .split("\n## ", 2)[0];

        assertThat(known(LEFT))
                .filteredOn(table -> !table.equals("flyway_schema_history"))
                .allSatisfy(table -> assertThat(described).contains("`" + table + "`"));
    }

    /** A page far into a large table costs what the first does. */
    @Test
    void aPageIsFoundByItsKey() throws SQLException {
        TestSqlite.create(file());

        for (CarriedTable table : CarriedTable.ALL) {
            String plan = String.valueOf(DatabaseRows.query(
                    "jdbc:sqlite:" + file(),
                    "EXPLAIN QUERY PLAN " + table.selectAfter().replace("?", "1")));
            if (!table.name().equals("forward_mark")) {
                assertThat(plan).contains("SEARCH " + table.name()).doesNotContain("TEMP B-TREE");
            }
        }
    }

    private static List<String> known(List<String> left) {
        return Stream.of(
                        LOG.stream(),
                        MirrorTable.ALL.stream().map(MirrorTable::name),
                        CarriedTable.ALL.stream().map(CarriedTable::name),
                        left.stream())
                .flatMap(names -> names)
                .toList();
    }

    private static List<String> columns(String url, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }
}
