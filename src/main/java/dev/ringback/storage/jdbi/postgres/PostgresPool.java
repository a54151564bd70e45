package dev.ringback.storage.jdbi.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** A pool that says why there is no connection: the server's own reason, not that the pool has waited long enough. */
final class PostgresPool extends HikariDataSource {
    private final PostgresSource source;

    PostgresPool(HikariConfig config, PostgresSource source) {
        super(config);
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException none) {
            SQLException failure = source.failure();
            throw failure == null ? none : failure;
        }
    }
}
