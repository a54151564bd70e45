package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.jdbi.sql.Statements;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that reads, with the statements that it has prepared. Used by one thread at a time.
 *
 * @param connection for Jdbi
 * @param prepared by Jdbi
 * @param statements of the same connection, for those who need no Jdbi
 */
record SqliteReader(Connection connection, SqliteStatements prepared, Statements statements) {

    static SqliteReader open(Path file) throws SQLException {
        Connection connection = SqliteConnections.reader(file);
        return new SqliteReader(connection, new SqliteStatements(), new Statements(connection, new SqliteDialect()));
    }

    void close() throws SQLException {
        connection.close();
    }
}
