package dev.ringback.storage.jdbi.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.SystemEvent;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.SystemEventStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Table {@code system_event}. */
final class JdbiSystemEventStore implements SystemEventStore {
    private static final String COLUMNS = "id, event_key, kind, account_sid, subject, at, labels, text, resolved";

    private static final String INSERT = """
            INSERT INTO system_event (event_key, kind, account_sid, subject, at, labels, text, resolved)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_key) DO NOTHING""";

    private static final String AFTER =
            "SELECT " + COLUMNS + " FROM system_event WHERE id > :id ORDER BY id LIMIT :limit";

    private static final String NEWEST = "SELECT coalesce(max(id), 0) FROM system_event";

    private static final String LATEST = "SELECT " + COLUMNS + " FROM system_event"
            + " WHERE id IN (SELECT max(id) FROM system_event WHERE kind = :kind GROUP BY subject) ORDER BY id";

    private static final String LATEST_OF_SUBJECT = "SELECT " + COLUMNS
            + " FROM system_event WHERE kind = :kind AND subject = :subject ORDER BY id DESC LIMIT 1";

    /** Looked for before anything is deleted: there is hardly ever something. */
    private static final String OLDEST = """
            SELECT id FROM system_event AS earlier
            WHERE at < ? AND (resolved = 1 OR EXISTS (
              SELECT 1 FROM system_event AS later
              WHERE later.kind = earlier.kind AND later.subject = earlier.subject AND later.id > earlier.id))
            ORDER BY at LIMIT ?""";

    private static final String DELETE = "DELETE FROM system_event WHERE id IN (" + OLDEST + ")";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Writer writer;
    private final Reads reads;

    JdbiSystemEventStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public boolean append(SystemEvent event) {
        return writer.write("append an event of Ringback's own", transaction -> {
            // A reader passes an id for good: none may be committed behind a higher one.
            transaction.takeSystemEvents();
            return transaction.execute(
                            INSERT,
                            event.key(),
                            event.kind(),
                            event.accountSid(),
                            event.subject(),
                            event.at().toEpochMilli(),
                            json(event.labels()),
                            event.text(),
                            event.resolved() ? 1 : 0)
                    > 0;
        });
    }

    @Override
    public List<SystemEvent> after(long id, int limit) {
        return reads.read(
                "read Ringback's own events",
                handle -> handle.createQuery(AFTER)
                        .bind("id", id)
                        .bind("limit", limit)
                        .map((row, context) -> read(new Row(row)))
                        .list());
    }

    @Override
    public long newest() {
        return reads.read(
                "find the newest of Ringback's own events",
                handle -> handle.createQuery(NEWEST).mapTo(Long.class).one());
    }

    @Override
    public List<SystemEvent> latest(String kind) {
        return reads.read(
                "read the last events of a kind",
                handle -> handle.createQuery(LATEST)
                        .bind("kind", kind)
                        .map((row, context) -> read(new Row(row)))
                        .list());
    }

    @Override
    public Optional<SystemEvent> latest(String kind, String subject) {
        return reads.read(
                "read the last event of a subject",
                handle -> handle.createQuery(LATEST_OF_SUBJECT)
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .map((row, context) -> read(new Row(row)))
                        .findFirst());
    }

    @Override
    public int deleteBefore(Instant moment, int most) {
        boolean any = reads.read(
                "find old events of Ringback's own",
                handle -> handle.createQuery(OLDEST)
                        .bind(0, moment.toEpochMilli())
                        .bind(1, 1)
                        .mapTo(Long.class)
                        .findFirst()
                        .isPresent());
        return any
                ? writer.write(
                        "delete old events of Ringback's own",
                        transaction -> transaction.execute(DELETE, moment.toEpochMilli(), most))
                : 0;
    }

    private static SystemEvent read(Row row) throws SQLException {
        return new SystemEvent(
                row.number(),
                row.text(),
                row.text(),
                row.textOrNull(),
                row.text(),
                row.time(),
                labels(row.text()),
                row.text(),
                row.truth());
    }

    private static String json(Map<String, String> labels) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(labels));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a map of texts cannot be written", impossible);
        }
    }

    private static Map<String, String> labels(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException wrong) {
            throw new StorageException("the labels of an event are no JSON: " + wrong.getMessage());
        }
    }
}
