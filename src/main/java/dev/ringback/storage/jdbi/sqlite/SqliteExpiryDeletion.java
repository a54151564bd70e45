package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.EventTable;
import java.sql.SQLException;

/**
 * Deletes what was found too old, inside one transaction. Looks again before: since it was found, something may have arrived that keeps it.
 */
final class SqliteExpiryDeletion {
    static final String ALONE = "DELETE FROM event WHERE id = ? AND %s < ?".formatted(EventTable.AGE);

    private static final String SUBJECT = "(SELECT id FROM subject WHERE account_sid = ?1 AND sid = ?2)";

    static final String HISTORY = """
            DELETE FROM event WHERE subject_id = %1$s AND NOT EXISTS (
              SELECT 1 FROM event WHERE subject_id = %1$s AND (id > ?3 OR %2$s >= ?4))""".formatted(SUBJECT, EventTable.AGE);

    /** Looks at the index only, since there is much to look at. */
    static final String BEGIN = """
            INSERT INTO expired_history (account_sid, sid, last_event_id) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (
              SELECT 1 FROM event WHERE subject_id = %s AND id > ?3)""".formatted(SUBJECT);

    private static final String BEGUN = "DELETE FROM event WHERE id = ?";
    private static final String FINISH = "DELETE FROM expired_history WHERE account_sid = ? AND sid = ?";
    static final String REFERENCE =
            "DELETE FROM event_reference WHERE subject_id = %s AND event_id = ?3".formatted(SUBJECT);

    /** Nothing is about it any more. */
    static final String FORGET = """
            DELETE FROM subject WHERE account_sid = ?1 AND sid = ?2
            AND NOT EXISTS (SELECT 1 FROM event WHERE subject_id = subject.id)
            AND NOT EXISTS (SELECT 1 FROM event_reference WHERE subject_id = subject.id)""";

    private final Transaction transaction;
    private final long before;
    private int events;
    private int rows;

    /** @param before what arrived at this epoch millisecond or later stays */
    SqliteExpiryDeletion(Transaction transaction, long before) {
        this.transaction = transaction;
        this.before = before;
    }

    int events() {
        return events;
    }

    int rows() {
        return rows;
    }

    void delete(SqliteExpired expired) throws SQLException {
        for (SqliteExpired.Event event : expired.alone()) {
            if (transaction.execute(ALONE, event.id(), before) > 0) {
                events++;
                deleteReferences(event);
                transaction.execute(FORGET, event.accountSid(), event.sid());
            }
        }
        for (SqliteExpired.History history : expired.histories()) {
            delete(history);
        }
        SqliteExpired.History tooLong = expired.tooLong();
        if (tooLong != null
                && transaction.execute(BEGIN, tooLong.accountSid(), tooLong.sid(), tooLong.newestId()) > 0) {
            deleteRows(tooLong);
        }
    }

    private void delete(SqliteExpired.History history) throws SQLException {
        int deleted = transaction.execute(HISTORY, history.accountSid(), history.sid(), history.newestId(), before);
        if (deleted > 0) {
            events += deleted;
            deleteRows(history);
            for (SqliteExpired.Event event : history.events().list()) {
                deleteReferences(event);
            }
            transaction.execute(FORGET, history.accountSid(), history.sid());
        }
    }

    private void deleteRows(SqliteExpired.History history) throws SQLException {
        for (MirrorTable table : history.tables()) {
            rows += transaction.execute(table.deletion(), history.accountSid(), history.sid());
        }
    }

    /** Events of a history whose rows are gone already. */
    void goOn(SqliteExpired.History begun) throws SQLException {
        for (SqliteExpired.Event event : begun.events().list()) {
            events += transaction.execute(BEGUN, event.id());
            deleteReferences(event);
        }
        if (begun.events().complete()) {
            transaction.execute(FINISH, begun.accountSid(), begun.sid());
            transaction.execute(FORGET, begun.accountSid(), begun.sid());
        }
    }

    private void deleteReferences(SqliteExpired.Event event) throws SQLException {
        for (String sid : event.references()) {
            transaction.execute(REFERENCE, event.accountSid(), sid, event.id());
            transaction.execute(FORGET, event.accountSid(), sid);
        }
    }
}
