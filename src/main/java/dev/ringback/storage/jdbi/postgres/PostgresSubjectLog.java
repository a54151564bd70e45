package dev.ringback.storage.jdbi.postgres;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sql.Row;
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
import java.util.function.Function;

/** Walks the log of PostgreSQL from subject to subject. What retention is deleting has no row in table {@code subject} any more. */
final class PostgresSubjectLog implements SubjectLog {
    static final String WALK = """
            SELECT id, account_sid, sid, CASE WHEN sid = '' OR NOT EXISTS (
              SELECT 1 FROM event AS earlier WHERE earlier.month = met.month AND earlier.account_sid = met.account_sid
              AND earlier.sid = met.sid AND earlier.id < met.id) THEN 1 ELSE 0 END
            FROM (SELECT id, month, account_sid, sid FROM event WHERE id > ? AND id <= ? ORDER BY id LIMIT ?) AS met
            ORDER BY id""";

    static final String HISTORY = """
            SELECT %s FROM subject JOIN event
            ON event.month = subject.month AND event.account_sid = subject.account_sid AND event.sid = subject.sid
            WHERE subject.account_sid = ? AND subject.sid = ? ORDER BY event.id""".formatted(EventTable.columns("event"));

    private static final String EVENTS = "SELECT %s FROM event WHERE id = ANY (CAST(? AS BIGINT[])) ORDER BY id"
            .formatted(EventTable.columns("event"));

    private static final String EXISTING = "SELECT id FROM event WHERE id = ANY (CAST(? AS BIGINT[]))";

    private static final String WANTED = "unnest(CAST(? AS TEXT[]), CAST(? AS TEXT[])) AS wanted (account_sid, sid)";

    static final String MARKS = """
            SELECT wanted.account_sid, wanted.sid, known.events, known.newest FROM %s CROSS JOIN LATERAL (
              SELECT count(event.id) AS events, coalesce(max(event.id), 0) AS newest FROM subject JOIN event
              ON event.month = subject.month AND event.account_sid = subject.account_sid AND event.sid = subject.sid
              WHERE subject.account_sid = wanted.account_sid COLLATE "C" AND subject.sid = wanted.sid COLLATE "C"
            ) AS known WHERE known.events > 0""".formatted(WANTED);

    private static final String DELETE = """
            DELETE FROM %1$s USING %3$s
            WHERE %1$s.account_sid = wanted.account_sid COLLATE "C" AND %1$s.%2$s = wanted.sid COLLATE "C\"""";

    static final String REFERENCES = """
            SELECT account_sid, sid, event_id FROM event_reference WHERE (account_sid, sid, event_id) > (?, ?, ?)
            ORDER BY account_sid, sid, event_id LIMIT ?""";

    private static final String UNREFER =
            "DELETE FROM event_reference WHERE account_sid = ? AND sid = ? AND event_id = ?";

    @Override
    public void takeLog(Transaction transaction) throws SQLException {
        PostgresLocks.takeLog(transaction);
    }

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
        query.setString(1, subject.accountSid());
        query.setString(2, subject.sid());
        return read(query);
    }

    @Override
    public List<LoggedEvent> events(Statements statements, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        PreparedStatement query = statements.prepare(EVENTS);
        query.setObject(1, ids.toArray(Long[]::new));
        return read(query);
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
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(statements.list(Row::number, EXISTING, (Object) ids.toArray(Long[]::new)));
    }

    @Override
    public Map<Subject, Mark> marks(Statements statements, Collection<Subject> subjects) throws SQLException {
        Map<Subject, Mark> marks = new HashMap<>();
        if (!subjects.isEmpty()) {
            statements.list(
                    row -> marks.put(new Subject(row.text(), row.text()), new Mark(row.number(), row.number())),
                    MARKS,
                    texts(subjects, Subject::accountSid),
                    texts(subjects, Subject::sid));
        }
        return marks;
    }

    @Override
    public void deleteRows(Transaction transaction, Collection<Subject> subjects) throws SQLException {
        if (subjects.isEmpty()) {
            return;
        }
        for (MirrorTable table : MirrorTable.ALL) {
            transaction.execute(
                    DELETE.formatted(table.name(), table.sidColumn(), WANTED),
                    texts(subjects, Subject::accountSid),
                    texts(subjects, Subject::sid));
        }
    }

    private static Object texts(Collection<Subject> subjects, Function<Subject, String> text) {
        return subjects.stream().map(text).toArray(String[]::new);
    }

    @Override
    public List<Reference> references(Statements statements, Subject place, long afterEventId, int limit)
            throws SQLException {
        return statements.list(
                row -> {
                    Subject subject = new Subject(row.text(), row.text());
                    return new Reference(subject, row.number(), subject.sid());
                },
                REFERENCES,
                place.accountSid(),
                place.sid(),
                afterEventId,
                limit);
    }

    @Override
    public void deleteReference(Transaction transaction, Reference reference) throws SQLException {
        transaction.execute(
                UNREFER, reference.place().accountSid(), reference.place().sid(), reference.eventId());
    }
}
