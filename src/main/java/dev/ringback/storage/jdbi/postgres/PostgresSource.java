package dev.ringback.storage.jdbi.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Asks a server that cannot be reached, or is only starting, again and again for a while. Below a pool: the pool by itself pauses twice as long
 * after each failure, and would leave requests unanswered for seconds after the server is back.
 */
@SuppressWarnings("serial") // nobody writes it anywhere
final class PostgresSource extends PGSimpleDataSource {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private volatile @Nullable SQLException failure;

    /** Returns the failure of the last attempt; null when that had a connection, or there was none. */
    @Nullable
    SQLException failure() {
        return failure;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(getUser(), getPassword());
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        long began = System.nanoTime();
        while (true) {
            try {
                Connection connection = super.getConnection(user, password);
                failure = null;
                return connection;
            } catch (SQLException e) {
                failure = e;
                if (!isAway(e) || System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    /** Not there, or going, or coming. */
    private static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private static void pause(SQLException failure) throws SQLException {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
