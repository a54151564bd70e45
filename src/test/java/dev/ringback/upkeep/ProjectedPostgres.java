package dev.ringback.upkeep;

import dev.ringback.DatabaseRows;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The PostgreSQL of the tests. */
record ProjectedPostgres(Path folder) implements ProjectedDatabase {
    @Override
    public Database open() {
        return TestPostgres.open(folder);
    }

    @Override
    public Database openForRebuild() {
        return Databases.openForRebuild(TestPostgres.options());
    }

    @Override
    public Database openBeside() {
        return Databases.open(TestPostgres.options());
    }

    @Override
    public String url() {
        return TestPostgres.options().jdbcUrl();
    }

    @Override
    public Map<String, Set<String>> rows() throws SQLException {
        List<String> tables = new ArrayList<>(DatabaseRows.MIRROR);
        tables.addAll(List.of("event", "event_reference"));
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String table : tables) {
            rows.put(table, DatabaseRows.query(url(), "SELECT * FROM " + table));
        }
        return rows;
    }

    @Override
    public String strayReferences() {
        return "INSERT INTO event_reference (account_sid, sid, event_id) SELECT subject.account_sid, subject.sid, event.id"
                + " FROM (SELECT *, row_number() OVER (ORDER BY sid) AS number FROM subject) AS subject JOIN event ON number = event.id % 40"
                + " WHERE event.id % 5 = 0 ON CONFLICT DO NOTHING";
    }
}
