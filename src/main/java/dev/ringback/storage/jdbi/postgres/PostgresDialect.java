package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.PortableText;
import dev.ringback.storage.jdbi.sql.Statements;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's conditions, sorted once: see https://www.postgresql.org/docs/current/errcodes-appendix.html. */
final class PostgresDialect implements Dialect {
    /** Connection, rolled back, resources, operator, system: the first two characters are the class. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> UNAVAILABLE = Set.of(
            "25006", // read only: a standby, or a primary that has become one
            "55P03", // a lock that is not to be had
            "0A000", // a plan that was made before the schema changed
            "26000", // a statement that was prepared before the connection went through a pooler
            "28000", // not let in, as while the rights are being changed
            "28P01");

    @Override
    public boolean isUnavailable(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < 2) {
            // Not from PostgreSQL but from the driver or the pool: a connection that is closed, or that could not be
            // had.
            return true;
        }
        return UNAVAILABLE_CLASSES.contains(state.substring(0, 2)) || UNAVAILABLE.contains(state);
    }

    @Override
    public @Nullable Object storable(@Nullable Object value) {
        return value instanceof String text ? PortableText.of(text) : value;
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public void takeDeliveries(Statements transaction) throws SQLException {
        PostgresLocks.takeDeliveries(transaction);
    }

    @Override
    public void takeSystemEvents(Statements transaction) throws SQLException {
        PostgresLocks.takeSystemEvents(transaction);
    }

    @Override
    public String givenIds() {
        return "OVERRIDING SYSTEM VALUE";
    }

    @Override
    public String emptying(String table) {
        return "TRUNCATE " + table;
    }

    /** The sequences of identity columns are named after table and column. */
    @Override
    public long lastId(Statements transaction, String table) throws SQLException {
        return transaction.number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM " + table + "_id_seq");
    }

    @Override
    public void countOnAfter(Statements transaction, String table, long id) throws SQLException {
        transaction.number("SELECT setval(CAST(? AS regclass), ?, ?)", table + "_id_seq", Math.max(1, id), id > 0);
    }

    @Override
    public String seeOneMoment() {
        return "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
    }

    @Override
    public String now() {
        return "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    }
}
