package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.sql.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The version of the schema in a database that is not opened for use. */
final class SqliteSchemaVersion {
    private SqliteSchemaVersion() {}

    /** @throws StorageException when it is no Ringback database, or one of a newer Ringback */
    static void demandKnown(Connection connection, Path file) throws SQLException {
        String version = null;
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT count(*) FROM sqlite_schema WHERE name IN ('flyway_schema_history', 'event')")) {
            if (tables.getInt(1) == 2) {
                try (ResultSet last = statement.executeQuery(Migrations.LAST_APPLIED)) {
                    version = last.next() ? last.getString(1) : null;
                }
            }
        }
        if (version == null) {
            throw new StorageException(file + " is no database of Ringback");
        }
        if (Integer.parseInt(version) > Integer.parseInt(Migrations.LATEST)) {
            throw new StorageException(file + " has schema version " + version + ", but this version of Ringback knows"
                    + " none above " + Migrations.LATEST + ": use a newer Ringback");
        }
    }
}
