package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Downtime;
import dev.ringback.storage.DowntimeStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables {@code heartbeat} and {@code downtime}. */
final class JdbiDowntimeStore implements DowntimeStore {
    private static final String COLUMNS = "id, began_at, ended_at, reason, repaired_at";

    /** Changes nothing, and takes the lock before anything is read. */
    private static final String LOCK = """
            INSERT INTO heartbeat (id, beat_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET beat_at = heartbeat.beat_at
            RETURNING beat_at""";

    private static final String BEAT = "UPDATE heartbeat SET beat_at = ? WHERE id = 1 AND beat_at < ?";
    private static final String LAST_BEAT = "SELECT beat_at FROM heartbeat";
    private static final String ADD =
            "INSERT INTO downtime (began_at, ended_at, reason) VALUES (?, ?, ?) RETURNING " + COLUMNS;
    private static final String UNREPAIRED =
            "SELECT " + COLUMNS + " FROM downtime WHERE repaired_at IS NULL ORDER BY id LIMIT 1000";
    private static final String NEWEST = "SELECT " + COLUMNS + " FROM downtime ORDER BY ended_at DESC, id DESC LIMIT ?";
    private static final String REPAIRED = "UPDATE downtime SET repaired_at = ? WHERE id = ?";
    private static final String DELETE = "DELETE FROM downtime WHERE ended_at < ?";

    private static final String UNREACHABLE = """
            SELECT date_created FROM alert
            WHERE account_sid = ? AND date_created >= ? AND error_code = '11200' AND substr(request_url, 1, ?) = ?
            AND NOT EXISTS (SELECT 1 FROM downtime
                WHERE reason = 'unreachable' AND began_at <= alert.date_created AND ended_at >= alert.date_created)
            ORDER BY date_created LIMIT 10000""";

    private final Writer writer;
    private final Reads reads;

    JdbiDowntimeStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    /** Nobody waits for the disk: a beat that a loss of power undoes makes the downtime a little longer. */
    @Override
    public Optional<Downtime> beat(Instant now, Duration allowed) {
        long moment = now.toEpochMilli();
        return writer.writeUnsynced("note that this node is there", transaction -> {
            Instant last = transaction.list(Row::time, LOCK, moment).get(0);
            transaction.execute(BEAT, moment, moment);
            return Duration.between(last, now).compareTo(allowed) <= 0
                    ? Optional.empty()
                    : Optional.of(transaction
                            .list(JdbiDowntimeStore::read, ADD, last.toEpochMilli(), moment, "down")
                            .get(0));
        });
    }

    @Override
    public Optional<Instant> lastBeat() {
        return reads.query(
                "look for the last heartbeat",
                statements -> statements.list(Row::time, LAST_BEAT).stream().findFirst());
    }

    @Override
    public void add(Instant beganAt, Instant endedAt, Downtime.Reason reason) {
        writer.write(
                "add a downtime",
                transaction -> transaction.list(
                        JdbiDowntimeStore::read, ADD, beganAt.toEpochMilli(), endedAt.toEpochMilli(), reason.value()));
    }

    @Override
    public List<Downtime> unrepaired() {
        return reads.query("list the downtimes", statements -> statements.list(JdbiDowntimeStore::read, UNREPAIRED));
    }

    @Override
    public List<Downtime> newest(int limit) {
        return reads.query("list the downtimes", statements -> statements.list(JdbiDowntimeStore::read, NEWEST, limit));
    }

    @Override
    public void repaired(long id, Instant now) {
        writer.write(
                "note that a downtime is repaired",
                transaction -> transaction.execute(REPAIRED, now.toEpochMilli(), id));
    }

    @Override
    public void deleteBefore(Instant moment) {
        writer.write("forget old downtimes", transaction -> transaction.execute(DELETE, moment.toEpochMilli()));
    }

    @Override
    public List<Instant> unreachable(String accountSid, Instant since, String urlPrefix) {
        return reads.query(
                "look for alerts about the callback URL",
                statements -> statements.list(
                        Row::time,
                        UNREACHABLE,
                        accountSid,
                        since.toEpochMilli(),
                        urlPrefix.codePointCount(0, urlPrefix.length()),
                        urlPrefix));
    }

    private static Downtime read(Row row) throws SQLException {
        return new Downtime(
                row.number(),
                row.time(),
                row.time(),
                Downtime.Reason.valueOf(row.text().toUpperCase(Locale.ROOT)),
                row.timeOrNull());
    }
}
