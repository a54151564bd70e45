package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import dev.ringback.storage.jdbi.store.EventTable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Drops a month of the log when all of it is too old. Before, the resources first heard of in that month go, some at a time; one about
 * which something has arrived since is moved into the present month, with its events. So a resource goes as a whole, up to a month later
 * than it might.
 *
 * <p>While a step deletes, nobody adds to the log: what arrives about a resource at that moment finds it there, or begins it anew.
 */
final class PostgresRetentionStore implements RetentionStore {
    private static final String OLDEST_MONTH = """
            SELECT substring(child.relname FROM 'event_([0-9]+)')::integer FROM pg_inherits
            JOIN pg_class AS child ON child.oid = inhrelid WHERE inhparent = 'event'::regclass ORDER BY 1 LIMIT 1""";

    private static final String SUBJECTS = """
            SELECT subject.account_sid, subject.sid, count(event.id), max(%s) FROM (
              SELECT account_sid, sid FROM subject WHERE month = ? ORDER BY account_sid, sid LIMIT ?) AS subject
            LEFT JOIN event ON event.month = ? AND event.account_sid = subject.account_sid AND event.sid = subject.sid
            GROUP BY subject.account_sid, subject.sid""".formatted(EventTable.AGE);

    private static final String MOVE = "UPDATE event SET month = ? WHERE month = ? AND account_sid = ? AND sid = ?";
    private static final String MOVE_SUBJECT = "UPDATE subject SET month = ? WHERE account_sid = ? AND sid = ?";
    private static final String FORGET = "DELETE FROM subject WHERE account_sid = ? AND sid = ?";
    private static final String UNREFER = "DELETE FROM event_reference WHERE account_sid = ? AND sid = ?";
    private static final String LAST_ARRIVAL =
            "SELECT coalesce(max(%s), 0) FROM event WHERE month = ?".formatted(EventTable.AGE);
    private static final String UNREFER_MONTH =
            "DELETE FROM event_reference WHERE event_id IN (SELECT id FROM event WHERE month = ?)";
    private static final String COUNT = "SELECT count(*) FROM event WHERE month = ?";

    private final Writer writer;
    private final Reads reads;

    PostgresRetentionStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    /**
     * A subject of a month that may go.
     *
     * @param since from when its youngest event ages
     */
    private record Aged(String accountSid, String sid, long events, long since) {
        static Aged read(Row row) throws SQLException {
            return new Aged(row.text(), row.text(), row.number(), row.number());
        }
    }

    @Override
    public Step deleteSome(Instant before, long afterId, int budget) {
        Optional<Integer> oldest = reads.read(
                "look for what is too old",
                handle -> handle.createQuery(OLDEST_MONTH).mapTo(Integer.class).findFirst());
        int month = oldest.orElse(Integer.MAX_VALUE);
        if (month >= PostgresMonths.number(before)) {
            return new Step(0, 0, Duration.ZERO, afterId, true);
        }
        return writer.write("delete what is too old", transaction -> delete(transaction, month, before, budget));
    }

    private static Step delete(Transaction transaction, int month, Instant before, int budget) throws SQLException {
        PostgresLocks.takeLog(transaction);
        long began = System.nanoTime();
        int rows = 0;
        long events = 0;
        List<Aged> subjects = transaction.list(Aged::read, SUBJECTS, month, budget, month);
        for (Aged subject : subjects) {
            if (subject.since() >= before.toEpochMilli()) {
                move(transaction, subject, month, PostgresMonths.number(Instant.ofEpochMilli(subject.since())));
            } else {
                rows += delete(transaction, subject);
            }
        }
        boolean aged = transaction.number(LAST_ARRIVAL, month) < before.toEpochMilli();
        if (subjects.isEmpty() && aged) {
            events = transaction.number(COUNT, month);
            transaction.execute(UNREFER_MONTH, month);
            transaction.execute("DROP TABLE " + PostgresMonths.table(month));
        }
        Duration writerTime = Duration.ofNanos(System.nanoTime() - began);
        return new Step(Math.toIntExact(events), rows, writerTime, 0, subjects.isEmpty() && !aged);
    }

    private static void move(Transaction transaction, Aged subject, int from, int to) throws SQLException {
        PostgresMonths.ensure(transaction, to);
        transaction.execute(MOVE, to, from, subject.accountSid(), subject.sid());
        transaction.execute(MOVE_SUBJECT, to, subject.accountSid(), subject.sid());
    }

    private static int delete(Transaction transaction, Aged subject) throws SQLException {
        int rows = 0;
        for (MirrorTable table : MirrorTable.ALL) {
            rows += transaction.execute(table.deletion(), subject.accountSid(), subject.sid());
        }
        transaction.execute(UNREFER, subject.accountSid(), subject.sid());
        transaction.execute(FORGET, subject.accountSid(), subject.sid());
        return rows;
    }
}
