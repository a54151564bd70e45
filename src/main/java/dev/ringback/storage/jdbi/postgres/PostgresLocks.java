package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.SQLException;

/**
 * The locks that all nodes of one database know, by number. Each ends with its transaction, or, of a session, with its connection: a node
 * that dies lets go of them.
 */
final class PostgresLocks {
    /** Shared by whoever adds to the log; taken alone by whoever deletes from it. */
    private static final long LOG = 0x52696e67_00000001L;

    /** Taken alone by whoever creates or drops a part of the log. */
    private static final long MONTHS = 0x52696e67_00000002L;

    /** Lock of a session: shared by the servers; taken alone by what must not run beside one. */
    static final long SERVING = 0x52696e67_00000003L;

    /** Taken alone by whoever changes deliveries: which of them is the first of its key depends on others. */
    private static final long DELIVERIES = 0x52696e67_00000004L;

    /** Lock of a session: taken alone by whoever comes in, until the schema is up to date and its presence is known. */
    static final long GATE = 0x52696e67_00000005L;

    /** Taken alone by whoever appends an event of Ringback's own: their ids are committed in order. */
    private static final long SYSTEM_EVENTS = 0x52696e67_00000006L;

    /** Locks of a session: shared by the servers of one version of the rules for events, which is added. */
    static final long RULES = 0x52696e68_00000000L;

    /** Counts those who share a lock of {@link #RULES} for an older version, its parameter. */
    static final String OF_OLDER_RULES = """
            SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND CAST(classid AS BIGINT) = %d AND CAST(objid AS BIGINT) < ? AND objsubid = 1""".formatted(RULES >>> 32);

    /** Finds the transactions that share the log, by their ids, which are not used again. */
    static final String SHARING_LOG = """
            SELECT virtualtransaction FROM pg_locks WHERE locktype = 'advisory' AND granted AND mode = 'ShareLock'
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND CAST(classid AS BIGINT) = %d AND CAST(objid AS BIGINT) = %d AND objsubid = 1""".formatted(LOG >>> 32, LOG & 0xffffffffL);

    private PostgresLocks() {}

    static void shareLog(Transaction transaction) throws SQLException {
        transaction.list(row -> "", "SELECT pg_advisory_xact_lock_shared(?)", LOG);
    }

    static void takeLog(Transaction transaction) throws SQLException {
        transaction.list(row -> "", "SELECT pg_advisory_xact_lock(?)", LOG);
    }

    static void takeDeliveries(Statements transaction) throws SQLException {
        transaction.list(row -> "", "SELECT pg_advisory_xact_lock(?)", DELIVERIES);
    }

    static void takeSystemEvents(Statements transaction) throws SQLException {
        transaction.list(row -> "", "SELECT pg_advisory_xact_lock(?)", SYSTEM_EVENTS);
    }

    static void takeMonths(Transaction transaction) throws SQLException {
        transaction.list(row -> "", "SELECT pg_advisory_xact_lock(?)", MONTHS);
    }
}
