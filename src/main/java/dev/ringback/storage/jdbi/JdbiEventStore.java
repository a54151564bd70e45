package dev.ringback.storage.jdbi;

import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The event log, and the mirror that follows from it, written in one transaction. */
final class JdbiEventStore implements EventStore {
    /**
     * The log is entered by the subjects found first, never the other way round: a {@code CROSS JOIN} keeps the planner from walking the
     * whole log in the order asked for.
     */
    static final String TIMELINE = """
            WITH about (id) AS (
              SELECT id FROM subject WHERE sid = :sid AND account_sid IN (<accounts>)),
            timeline (event_id) AS (
              SELECT event.id FROM about CROSS JOIN event ON event.subject_id = about.id WHERE event.id > :after
              UNION
              SELECT event_id FROM about CROSS JOIN event_reference ON event_reference.subject_id = about.id WHERE event_id > :after
              ORDER BY 1 LIMIT :limit)
            SELECT %s FROM timeline CROSS JOIN %s WHERE event.id = timeline.event_id ORDER BY event.id""".formatted(EventTable.COLUMNS, EventTable.FROM);

    private static final String LAST = "SELECT last_received_at FROM event ORDER BY id DESC LIMIT 1";

    private static final String CHECK = """
            INSERT INTO write_check (id, checks) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET checks = write_check.checks + 1""";

    private final Writer writer;
    private final Reads reads;

    JdbiEventStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public List<Appended> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        return writer.write("append " + entries.size() + " events", transaction -> {
            List<Appended> appended = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                appended.add(append(transaction, entry));
            }
            return appended;
        });
    }

    /** Only a new event touches the mirror, so that the mirror is always what a replay of the log would make of it. */
    private static Appended append(Transaction transaction, Entry entry) throws SQLException {
        if (!EventTable.insert(transaction, entry.event())) {
            return Appended.REPEATED;
        }
        for (Resource resource : entry.resources()) {
            Mirror.merge(transaction, resource);
        }
        TagTable.merge(transaction, entry);
        if (!entry.references().isEmpty()) {
            long id = EventTable.id(transaction, entry.event());
            for (String sid : entry.references()) {
                EventTable.refer(transaction, entry.event().accountSid(), sid, id);
            }
        }
        return Appended.STORED;
    }

    @Override
    public List<LoggedEvent> timeline(Collection<String> accountSids, String sid, long afterId, int limit) {
        if (accountSids.isEmpty()) {
            return List.of();
        }
        return reads.read(
                "read the timeline of " + sid,
                handle -> handle.createQuery(TIMELINE)
                        .bindList("accounts", List.copyOf(accountSids))
                        .bind("sid", sid)
                        .bind("after", afterId)
                        .bind("limit", limit)
                        .map(new EventTable())
                        .list());
    }

    @Override
    public Optional<Instant> lastReceivedAt() {
        return reads.read(
                "read when the last event arrived",
                handle -> handle.createQuery(LAST)
                        .map((rows, context) -> new Row(rows).time())
                        .findFirst());
    }

    @Override
    public void checkWritable() {
        writer.write("check that the database can be written", transaction -> transaction.execute(CHECK));
    }
}
