package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Doubt;
import dev.ringback.model.Message;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Table {@code last_answer}, and the open resources of the mirror that it does not settle. */
final class JdbiDoubtStore implements DoubtStore {
    private static final Map<Class<? extends Resource>, String> TABLES = Map.of(
            Message.class, "message",
            Call.class, "call",
            Recording.class, "recording",
            Transcription.class, "transcription",
            Conference.class, "conference",
            Alert.class, "alert");

    /** The statuses are written into the query: they are constants of ours, and let the database use its partial indexes. */
    private static final String IN_DOUBT = """
            FROM %1$s AS resource
            LEFT JOIN last_answer ON last_answer.sid = resource.sid AND last_answer.account_sid = resource.account_sid
            WHERE resource.account_sid = ? AND %2$s
            AND resource.date_created >= ? AND resource.date_created <= ? AND resource.last_received_at <= ?%3$s
            AND (last_answer.answered_at IS NULL OR last_answer.answered_at < resource.last_received_at)""";

    private static final String DUE = """
             AND (last_answer.next_at IS NULL OR last_answer.next_at <= ?)
            ORDER BY resource.date_created, resource.sid LIMIT ?""";

    private static final String COUNT_CREATED =
            "SELECT count(*) FROM %s WHERE account_sid = ? AND date_created >= ? AND date_created <= ?";
    private static final String ANY = "SELECT count(*) FROM (SELECT 1 FROM %s WHERE account_sid = ? LIMIT 1) AS found";

    private static final String ANSWERED = """
            INSERT INTO last_answer (sid, account_sid, answered_at, attempts, next_at) VALUES (?, ?, ?, 0, 0)
            ON CONFLICT (sid, account_sid) DO UPDATE SET answered_at = excluded.answered_at, attempts = 0, next_at = 0
            WHERE last_answer.answered_at IS NULL OR last_answer.answered_at < excluded.answered_at""";

    private static final String IN_VAIN = """
            INSERT INTO last_answer (sid, account_sid, attempts, next_at) VALUES (?, ?, 1, ?)
            ON CONFLICT (sid, account_sid) DO UPDATE SET attempts = last_answer.attempts + 1, next_at = excluded.next_at""";

    private static final String DELETE = "DELETE FROM last_answer WHERE coalesce(answered_at, 0) < ? AND next_at < ?";

    private static final List<Column<Answered>> ANSWERED_PARAMETERS = List.of(
            new Column<>("sid", Answered::sid),
            new Column<>("account_sid", Answered::accountSid),
            new Column<>("answered_at", answer -> answer.at().toEpochMilli()));

    private final Writer writer;
    private final Reads reads;

    JdbiDoubtStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public long count(Sought sought) {
        return reads.query(
                "count what is in doubt",
                statements -> statements.number(
                        counting(sought),
                        sought.accountSid(),
                        sought.createdSince().toEpochMilli(),
                        sought.quietSince().toEpochMilli(),
                        sought.quietSince().toEpochMilli()));
    }

    @Override
    public List<Doubt> find(Sought sought, Instant now, int limit) {
        return reads.query(
                "look for what is in doubt",
                statements -> statements.list(
                        JdbiDoubtStore::read,
                        "SELECT resource.account_sid, resource.sid, resource.status, resource.date_created,"
                                + " coalesce(last_answer.attempts, 0) " + inDoubt(sought) + DUE,
                        sought.accountSid(),
                        sought.createdSince().toEpochMilli(),
                        sought.quietSince().toEpochMilli(),
                        sought.quietSince().toEpochMilli(),
                        now.toEpochMilli(),
                        limit));
    }

    /** Returns the query that counts; its parameters are the account, since when it was created, and twice since when nothing was heard of it. */
    static String counting(Sought sought) {
        return "SELECT count(*) " + inDoubt(sought);
    }

    private static String inDoubt(Sought sought) {
        String table = table(sought.type());
        String statuses =
                sought.statuses().stream().sorted().map(JdbiDoubtStore::quoted).collect(joining(", "));
        String erased = table.equals("conference") ? "" : " AND resource.erased = 0";
        return sought.sequenceGap()
                // an expression, so that the index of statuses is not taken, which holds all there are
                ? IN_DOUBT.formatted(table, gap(table) + " AND resource.status || '' IN (" + statuses + ')', erased)
                : IN_DOUBT.formatted(table, "resource.status IN (" + statuses + ')', erased);
    }

    /** Says that a number below the greatest that was seen was not: as the partial indexes say it. */
    private static String gap(String table) {
        return switch (table) {
            case "call" -> "(resource.sequence_numbers & (resource.sequence_numbers + 1)) <> 0";
            // the first number is not known for certain
            case "conference" -> """
                    ((resource.sequence_numbers | (resource.sequence_numbers - 1))
                    & ((resource.sequence_numbers | (resource.sequence_numbers - 1)) + 1)) <> 0""";
            default -> throw new IllegalArgumentException("events about " + table + " have no sequence");
        };
    }

    private static String quoted(String status) {
        if (!status.matches("[a-z_-]+")) {
            throw new IllegalArgumentException("no status: " + status);
        }
        return '\'' + status + '\'';
    }

    private static String table(Class<? extends Resource> type) {
        String table = TABLES.get(type);
        if (table == null) {
            throw new IllegalArgumentException(type + " has no state that moves");
        }
        return table;
    }

    private static Doubt read(Row row) throws SQLException {
        return new Doubt(row.text(), row.text(), row.text(), row.time(), Math.toIntExact(row.number()));
    }

    @Override
    public long countCreated(String accountSid, Class<? extends Resource> type, Instant from, Instant until) {
        return reads.query(
                "count resources",
                statements -> statements.number(
                        COUNT_CREATED.formatted(table(type)), accountSid, from.toEpochMilli(), until.toEpochMilli()));
    }

    @Override
    public boolean hasAny(String accountSid, Class<? extends Resource> type) {
        return reads.query(
                "look for a resource", statements -> statements.number(ANY.formatted(table(type)), accountSid) > 0);
    }

    /** Nobody waits for the disk: what a loss of power undoes is asked for once more. */
    @Override
    public void answered(Collection<Answered> answers) {
        if (!answers.isEmpty()) {
            writer.writeUnsynced("note what Twilio has answered", transaction -> {
                transaction.executeEach(ANSWERED, ANSWERED_PARAMETERS, answers);
                return answers.size();
            });
        }
    }

    @Override
    public void askedInVain(Collection<Doubt> doubts, Instant nextAt) {
        List<Column<Doubt>> parameters = List.of(
                new Column<>("sid", Doubt::sid),
                new Column<>("account_sid", Doubt::accountSid),
                new Column<>("next_at", doubt -> nextAt.toEpochMilli()));
        if (!doubts.isEmpty()) {
            writer.writeUnsynced("note what Twilio was asked in vain", transaction -> {
                transaction.executeEach(IN_VAIN, parameters, doubts);
                return doubts.size();
            });
        }
    }

    @Override
    public void deleteBefore(Instant moment) {
        writer.writeUnsynced(
                "forget old answers",
                transaction -> transaction.execute(DELETE, moment.toEpochMilli(), moment.toEpochMilli()));
    }
}
