package dev.ringback.storage.jdbi.postgres;

import dev.ringback.model.Event;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
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
 * belongs in the month it came. An answer of Twilio's counts as heard at the last date that it tells. Safe for use by many threads.
 */
final class PostgresMonths {
    private static final PostgresBulkInsert<Dated> INTRODUCE = new PostgresBulkInsert<>(new Insert<>(
            "subject",
            List.of(
                    new Column<>("account_sid", dated -> dated.subject().accountSid()),
                    new Column<>("sid", dated -> dated.subject().sid()),
                    new Column<>("month", Dated::month)),
            "ON CONFLICT (account_sid, sid) DO NOTHING RETURNING account_sid, sid, month"));

    /** Each looked up by itself, whatever the planner thinks of the table: that is what OFFSET 0 says. */
    private static final String KNOWN = """
            SELECT wanted.account_sid, wanted.sid, known.month
            FROM unnest(CAST(? AS TEXT[]), CAST(? AS TEXT[])) AS wanted (account_sid, sid)
            CROSS JOIN LATERAL (
              SELECT month FROM subject
              WHERE subject.account_sid = wanted.account_sid COLLATE "C" AND subject.sid = wanted.sid COLLATE "C" OFFSET 0
            ) AS known""";

    /** Months that are known to be there. One that is dropped is never written again: no subject belongs in it any more. */
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
        /** Returns the month in which one of these events belongs. */
        int month(Event event) {
            return months.getOrDefault(Subject.of(event), number(event));
        }
    }

    /** A month as a number, such as 202601; in UTC. */
    static int number(Instant time) {
        YearMonth month = YearMonth.from(time.atOffset(ZoneOffset.UTC));
        return month.getYear() * 100 + month.getMonthValue();
    }

    private static int number(Event event) {
        Instant agedAt = event.agedAt();
        return number(agedAt == null ? event.receivedAt() : agedAt);
    }

    /** Finds the months of the subjects, and introduces those that are not known. */
    Found of(Transaction transaction, Collection<Event> events) throws SQLException {
        for (int month : events.stream().map(PostgresMonths::number).distinct().toList()) {
            create(transaction, month);
        }
        Map<String, Dated> wanted = new TreeMap<>();
        for (Event event : events) {
            if (!event.sid().isEmpty()) {
                Dated dated = new Dated(Subject.of(event), number(event));
                wanted.putIfAbsent(dated.subject().key(), dated);
            }
        }
        Map<Subject, Integer> found = new HashMap<>();
        find(transaction, wanted, found);
        introduce(transaction, wanted, found);
        find(transaction, wanted, found); // what another node has introduced meanwhile
        return new Found(found);
    }

    private static void find(Transaction transaction, Map<String, Dated> wanted, Map<Subject, Integer> found)
            throws SQLException {
        List<Subject> open = open(wanted, found).map(Dated::subject).toList();
        if (!open.isEmpty()) {
            for (Dated dated : transaction.list(
                    Dated::read,
                    KNOWN,
                    strings(open.stream().map(Subject::accountSid)),
                    strings(open.stream().map(Subject::sid)))) {
                found.put(dated.subject(), dated.month());
            }
        }
    }

    private static void introduce(Transaction transaction, Map<String, Dated> wanted, Map<Subject, Integer> found)
            throws SQLException {
        List<Dated> fresh = open(wanted, found).toList();
        for (Dated dated : INTRODUCE.returning(transaction, fresh, Dated::read)) {
            found.put(dated.subject(), dated.month());
        }
    }

    /** In the order of their keys, in which all nodes write. */
    private static Stream<Dated> open(Map<String, Dated> wanted, Map<Subject, Integer> found) {
        return wanted.values().stream().filter(dated -> !found.containsKey(dated.subject()));
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
        for (int each : List.of(month, next(month))) {
            ensure(transaction, each);
        }
    }

    /** Creates the part of a month where there is none. */
    static void ensure(Transaction transaction, int month) throws SQLException {
        if (!exists(transaction, month)) {
            PostgresLocks.takeMonths(transaction);
            transaction.execute("CREATE TABLE IF NOT EXISTS %s PARTITION OF event FOR VALUES FROM (%d) TO (%d)"
                    .formatted(table(month), month, next(month)));
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
