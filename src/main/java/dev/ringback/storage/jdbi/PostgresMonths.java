package dev.ringback.storage.jdbi;

import dev.ringback.model.Event;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * In which month's part of the log an event belongs: that in which its subject was first heard of. So all that is known of a resource lies
 * in one part, where a second arrival of an event is found whenever it comes, and goes when the part is dropped. What is about no resource
 * belongs in the month it came. Safe for use by many threads.
 */
final class PostgresMonths {
    private static final BulkInsert<Dated> INTRODUCE = new BulkInsert<>(new Insert<>(
            "subject",
            List.of(
                    new Column<>("account_sid", dated -> dated.subject().accountSid()),
                    new Column<>("sid", dated -> dated.subject().sid()),
                    new Column<>("month", Dated::month)),
            "ON CONFLICT (account_sid, sid) DO NOTHING RETURNING account_sid, sid, month"));

    /** Joined, so that each is looked up by both columns, whatever the planner thinks of the table. */
    private static final String KNOWN = """
            SELECT subject.account_sid, subject.sid, month
            FROM unnest(CAST(? AS TEXT[]), CAST(? AS TEXT[])) AS wanted (account_sid, sid)
            JOIN subject ON subject.account_sid = wanted.account_sid COLLATE "C" AND subject.sid = wanted.sid COLLATE "C\"""";

    /** Of which it is known that they are there. One that is dropped is never written again: no subject belongs in it any more. */
    private final Set<Integer> created = ConcurrentHashMap.newKeySet();

    private record Subject(String accountSid, String sid) {
        static Subject of(Event event) {
            return new Subject(event.accountSid(), event.sid());
        }

        String key() {
            return accountSid + '\0' + sid;
        }
    }

    private record Dated(Subject subject, int month) {
        static Dated read(Row row) throws SQLException {
            return new Dated(new Subject(row.text(), row.text()), Math.toIntExact(row.number()));
        }
    }

    /** The months of the subjects of some events. */
    record Found(Map<Subject, Integer> months) {
        /** Of one of these events. */
        int month(Event event) {
            return months.getOrDefault(Subject.of(event), number(event.receivedAt()));
        }
    }

    /** A month as a number, such as 202601; in UTC. */
    static int number(Instant time) {
        YearMonth month = YearMonth.from(time.atOffset(ZoneOffset.UTC));
        return month.getYear() * 100 + month.getMonthValue();
    }

    /** Introduces the subjects that are not known, and finds the months of all. */
    Found of(Transaction transaction, Collection<Event> events) throws SQLException {
        for (int month : events.stream()
                .map(event -> number(event.receivedAt()))
                .distinct()
                .toList()) {
            create(transaction, month);
        }
        Map<String, Dated> wanted = new TreeMap<>();
        for (Event event : events) {
            if (!event.sid().isEmpty()) {
                Dated dated = new Dated(Subject.of(event), number(event.receivedAt()));
                wanted.putIfAbsent(dated.subject().key(), dated);
            }
        }
        Map<Subject, Integer> found = new HashMap<>();
        for (Dated dated : INTRODUCE.returning(transaction, List.copyOf(wanted.values()), Dated::read)) {
            found.put(dated.subject(), dated.month());
        }
        List<Subject> known = wanted.values().stream()
                .map(Dated::subject)
                .filter(subject -> !found.containsKey(subject))
                .toList();
        if (!known.isEmpty()) {
            for (Dated dated : transaction.list(
                    Dated::read,
                    KNOWN,
                    strings(known.stream().map(Subject::accountSid)),
                    strings(known.stream().map(Subject::sid)))) {
                found.put(dated.subject(), dated.month());
            }
        }
        return new Found(found);
    }

    private static String[] strings(Stream<String> texts) {
        return texts.toArray(String[]::new);
    }

    /** Creates the part of a month, where there is none, and the one after it, so that nobody waits when a month begins. */
    private void create(Transaction transaction, int month) throws SQLException {
        if (created.contains(month)) {
            return;
        }
        if (exists(transaction, month)) {
            created.add(month);
            return;
        }
        PostgresLocks.takeMonths(transaction);
        for (int each : List.of(month, next(month))) {
            transaction.execute("CREATE TABLE IF NOT EXISTS %s PARTITION OF event FOR VALUES FROM (%d) TO (%d)"
                    .formatted(table(each), each, next(each)));
        }
    }

    private static boolean exists(Transaction transaction, int month) throws SQLException {
        return transaction.number("SELECT count(to_regclass(?))", table(month)) > 0;
    }

    static String table(int month) {
        return "event_" + month;
    }

    static int next(int month) {
        return month % 100 == 12 ? month + 89 : month + 1;
    }
}
