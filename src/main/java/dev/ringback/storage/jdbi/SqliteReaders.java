package dev.ringback.storage.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;

/** The pool of connections that read; another takes its place when another file takes the place of the database. */
final class SqliteReaders implements ConnectionFactory, AutoCloseable {
    private final Path file;
    private volatile HikariDataSource pool;

    SqliteReaders(Path file) {
        this.file = file;
        this.pool = SqliteConnections.readers(file);
    }

    @Override
    public Connection openConnection() throws SQLException {
        return pool.getConnection();
    }

    /** Reads that begin from now on see the file that now stands at the path. */
    void reopen() {
        HikariDataSource old = pool;
        pool = SqliteConnections.readers(file);
        old.close();
    }

    @Override
    public void close() {
        pool.close();
    }
}
