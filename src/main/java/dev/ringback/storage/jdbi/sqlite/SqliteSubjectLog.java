package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.EventTable;
import dev.ringback.storage.jdbi.store.SubjectLog;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks the log of SQLite from subject to subject. References are ordered by the numbers of their subjects. */
final class SqliteSubjectLog implements SubjectLog {
    static final String WALK = """
            SELECT id, account_sid, sid, sid = '' OR NOT EXISTS (
              SELECT 1 FROM event AS earlier WHERE earlier.subject_id = met.subject_id AND earlier.id < met.id)
            FROM (SELECT event.id, event.subject_id, account_sid, sid FROM event CROSS JOIN subject ON subject.id = event.subject_id
                  WHERE event.id > ? AND event.id <= ? ORDER BY event.id LIMIT ?) AS met
            ORDER BY id""";

    /** Events up to this one are being deleted. */
    private static final String EXPIRED = """
            coalesce((SELECT last_event_id FROM expired_history WHERE account_sid = subject.account_sid AND sid = subject.sid), 0)""";

    private static final String OF_SUBJECT =
            "subject CROSS JOIN event ON event.subject_id = subject.id WHERE subject.sid = ? AND subject.account_sid = ?"
                    + " AND event.id > " + EXPIRED;

    static final String HISTORY = "SELECT %s FROM %s ORDER BY event.id".formatted(SqliteLog.COLUMNS, OF_SUBJECT);
    static final String MARK = "SELECT count(*), coalesce(max(event.id), 0) FROM " + OF_SUBJECT;
    private static final String EVENT =
            "SELECT %s FROM %s WHERE event.id = ?".formatted(SqliteLog.COLUMNS, SqliteLog.FROM);
    private static final String EXISTS = "SELECT count(*) FROM event WHERE id = ?";

    static final String REFERENCES = """
            SELECT subject_id, event_id, sid FROM event_reference CROSS JOIN subject ON subject.id = subject_id
            WHERE (subject_id, event_id) > (?, ?) ORDER BY subject_id, event_id LIMIT ?""";

    private static final String UNREFER = "DELETE FROM event_reference WHERE subject_id = ? AND event_id = ?";

    private static final String FORGET = """
            DELETE FROM subject WHERE id = ?
            AND NOT EXISTS (SELECT 1 FROM event WHERE subject_id = subject.id)
            AND NOT EXISTS (SELECT 1 FROM event_reference WHERE subject_id = subject.id)""";

    /** Whoever writes is alone. */
    @Override
    public void takeLog(Transaction transaction) {}

    @Override
    public List<Met> walk(Statements statements, long after, long upTo, int limit) throws SQLException {
        return statements.list(
                row -> new Met(row.number(), new Subject(row.text(), row.text()), row.truth()),
                WALK,
                after,
                upTo,
                limit);
    }

    @Override
    public List<LoggedEvent> history(Statements statements, Subject subject) throws SQLException {
        PreparedStatement query = statements.prepare(HISTORY);
        query.setString(1, subject.sid());
        query.setString(2, subject.accountSid());
        return read(query);
    }

    @Override
    public List<LoggedEvent> events(Statements statements, Collection<Long> ids) throws SQLException {
        List<LoggedEvent> events = new ArrayList<>();
        for (long id : ids) {
            PreparedStatement query = statements.prepare(EVENT);
            query.setLong(1, id);
            events.addAll(read(query));
        }
        return events;
    }

    private static List<LoggedEvent> read(PreparedStatement query) throws SQLException {
        List<LoggedEvent> events = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                events.add(EventTable.read(rows));
            }
        }
        return events;
    }

    @Override
    public Set<Long> existing(Statements statements, Collection<Long> ids) throws SQLException {
        Set<Long> existing = new HashSet<>();
        for (long id : ids) {
            if (statements.number(EXISTS, id) > 0) {
                existing.add(id);
            }
        }
        return existing;
    }

    @Override
    public Map<Subject, Mark> marks(Statements statements, Collection<Subject> subjects) throws SQLException {
        Map<Subject, Mark> marks = new HashMap<>();
        for (Subject subject : subjects) {
            Mark mark = statements
                    .list(row -> new Mark(row.number(), row.number()), MARK, subject.sid(), subject.accountSid())
                    .get(0);
            if (mark.events() > 0) {
                marks.put(subject, mark);
            }
        }
        return marks;
    }

    @Override
    public void deleteRows(Transaction transaction, Collection<Subject> subjects) throws SQLException {
        for (MirrorTable table : MirrorTable.ALL) {
            for (Subject subject : subjects) {
                transaction.execute(table.deletion(), subject.accountSid(), subject.sid());
            }
        }
    }

    /** The place has the number of the subject, and no account. */
    @Override
    public List<Reference> references(Statements statements, Subject place, long afterEventId, int limit)
            throws SQLException {
        return statements.list(
                row -> {
                    Subject subject = new Subject("", String.valueOf(row.number()));
                    return new Reference(subject, row.number(), row.text());
                },
                REFERENCES,
                number(place),
                afterEventId,
                limit);
    }

    @Override
    public void deleteReference(Transaction transaction, Reference reference) throws SQLException {
        transaction.execute(UNREFER, number(reference.place()), reference.eventId());
        transaction.execute(FORGET, number(reference.place()));
    }

    private static long number(Subject place) {
        return place.sid().isEmpty() ? 0 : Long.parseLong(place.sid());
    }
}
