package dev.ringback.upkeep;

import dev.ringback.DatabaseRows;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** A file. */
record ProjectedSqlite(Path file) implements ProjectedDatabase {
    static ProjectedSqlite in(Path folder) {
        return new ProjectedSqlite(folder.resolve("ringback.db"));
    }

    @Override
    public Database open() {
        return SqliteDatabase.open(file);
    }

    @Override
    public Database openForRebuild() {
        return SqliteDatabase.openForRebuild(file);
    }

    @Override
    public Database openBeside() {
        return SqliteDatabase.openBesideServer(file);
    }

    @Override
    public String url() {
        return "jdbc:sqlite:" + file;
    }

    @Override
    public Map<String, Set<String>> rows() throws SQLException {
        return DatabaseRows.logAndProjections(file);
    }

    @Override
    public String strayReferences() {
        return "INSERT INTO event_reference (subject_id, event_id) SELECT subject.id, event.id FROM subject CROSS JOIN event"
                + " WHERE event.id % 5 = 0 AND subject.id = event.id % 40 ON CONFLICT DO NOTHING";
    }
}
