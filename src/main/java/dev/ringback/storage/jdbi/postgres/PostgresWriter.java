package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Failures;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to PostgreSQL, each transaction over a connection of its own. A connection that broke is replaced by the pool.
 *
 * <p>When the connection breaks during the commit nobody knows whether it took place. The caller is told that it failed, and tries again:
 * what is there already is found to be there.
 */
final class PostgresWriter implements Writer {
    private static final Logger log = LoggerFactory.getLogger(PostgresWriter.class);

    private final DataSource connections;
    private final Dialect dialect;
    private final Failures failures;

    PostgresWriter(DataSource connections, Dialect dialect) {
        this.connections = connections;
        this.dialect = dialect;
        this.failures = new Failures(dialect);
    }

    @Override
    public <T> T write(String attempted, Work<T> work) {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            return commit(connection, work);
        } catch (SQLException | RuntimeException e) {
            throw failures.during(attempted, e);
        }
    }

    @Override
    public <T> T writeUnsynced(String attempted, Work<T> work) {
        return write(attempted, transaction -> {
            transaction.execute("SET LOCAL synchronous_commit = off");
            return work.in(transaction);
        });
    }

    private <T> T commit(Connection connection, Work<T> work) throws SQLException {
        try (Transaction transaction = new Transaction(connection, dialect)) {
            T result = work.in(transaction);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection);
            throw e;
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            log.debug("the connection is beyond use: {}", e.getMessage());
        }
    }
}
