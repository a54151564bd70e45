package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Message;
import dev.ringback.storage.SweepStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Table {@code list_sweep}, and what messages of the mirror lack. */
final class JdbiSweepStore implements SweepStore {
    private static final String FIND = "SELECT period, swept_at FROM list_sweep WHERE account_sid = ? AND list = ?";

    private static final String NOTE = """
            INSERT INTO list_sweep (account_sid, list, period, swept_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (account_sid, list, period) DO UPDATE SET swept_at = excluded.swept_at
            WHERE list_sweep.swept_at < excluded.swept_at""";

    private static final String DELETE = "DELETE FROM list_sweep WHERE swept_at < ?";

    /** The one by which messages are sorted when they were sent, as an index has it. */
    private static final String SENT = "coalesce(date_sent, date_created)";

    private static final String OLDEST =
            "SELECT " + SENT + " FROM message WHERE account_sid = ? ORDER BY " + SENT + " LIMIT 1";

    private static final String MESSAGES = """
            SELECT count(*), CAST(coalesce(sum(CASE WHEN erased = 0 AND status IN ('sent', 'delivered', 'undelivered', 'failed', 'received', 'read')
              AND (%%s) THEN 1 ELSE 0 END), 0) AS BIGINT)
            FROM message WHERE account_sid = ? AND %1$s >= ? AND %1$s < ?""".formatted(SENT);

    private final Writer writer;
    private final Reads reads;

    JdbiSweepStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    private record Period(String name, Instant at) {
        static Period read(Row row) throws SQLException {
            return new Period(row.text(), row.time());
        }
    }

    @Override
    public Map<String, Instant> find(String accountSid, String list) {
        Map<String, Instant> found = new HashMap<>();
        List<Period> periods = reads.query(
                "look which lists were read", statements -> statements.list(Period::read, FIND, accountSid, list));
        periods.forEach(period -> found.put(period.name(), period.at()));
        return found;
    }

    @Override
    public void note(Sweep sweep) {
        writer.writeUnsynced(
                "note that a list was read",
                transaction -> transaction.execute(
                        NOTE,
                        sweep.accountSid(),
                        sweep.list(),
                        sweep.period(),
                        sweep.at().toEpochMilli()));
    }

    @Override
    public void deleteBefore(Instant moment) {
        writer.writeUnsynced(
                "forget which lists were read", transaction -> transaction.execute(DELETE, moment.toEpochMilli()));
    }

    @Override
    public Optional<Instant> oldestMessage(String accountSid) {
        List<Instant> oldest = reads.query(
                "look for the oldest message", statements -> statements.list(Row::time, OLDEST, accountSid));
        return oldest.stream().findFirst();
    }

    @Override
    public Messages messages(String accountSid, boolean price, boolean body, Instant from, Instant until) {
        String query = MESSAGES.formatted(lacking(price, body));
        List<Messages> counts = reads.query(
                "count what messages lack",
                statements -> statements.list(
                        row -> new Messages(row.number(), row.number()),
                        query,
                        accountSid,
                        from.toEpochMilli(),
                        until.toEpochMilli()));
        return counts.get(0);
    }

    private static String lacking(boolean price, boolean body) {
        String lacking = price ? lacks("price") : "FALSE";
        return body ? lacking + " OR " + lacks("body") : lacking;
    }

    private static String lacks(String column) {
        return "(%1$s IS NULL AND (known_null & %2$d) = 0)".formatted(column, 1L << Message.NULLABLE.indexOf(column));
    }
}
