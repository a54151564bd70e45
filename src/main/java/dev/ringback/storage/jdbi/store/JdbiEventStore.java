package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import dev.ringback.storage.jdbi.store.Log.Additions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The event log, and the mirror that follows from it, written in one transaction. */
final class JdbiEventStore implements EventStore {
    private static final String LAST = "SELECT last_received_at FROM event ORDER BY id DESC LIMIT 1";

    private static final String CHECK = """
            INSERT INTO write_check (id, checks) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET checks = write_check.checks + 1""";

    private final Writer writer;
    private final Reads reads;
    private final Log log;
    private final Erasures erasures;
    private final RecentEvents recent;
    private final Runnable committed;

    /**
     * Creates a store.
     *
     * @param recent is told what is added to the log
     * @param committed is called after a commit that has added to the log
     */
    JdbiEventStore(Writer writer, Reads reads, Log log, Erasures erasures, RecentEvents recent, Runnable committed) {
        this.writer = writer;
        this.reads = reads;
        this.log = log;
        this.erasures = erasures;
        this.recent = recent;
        this.committed = committed;
    }

    @Override
    public List<Appended> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Added added = writer.write("append " + entries.size() + " events", transaction -> append(transaction, entries));
        remember(entries, added);
        if (added.appended().contains(Appended.STORED)) {
            committed.run();
        }
        return added.appended();
    }

    /**
     * Holds the outcome of a transaction.
     *
     * @param newest the last event that it has added, which those before it lead up to; empty where they do not, or the log was changed elsewhere too
     */
    private record Added(List<Appended> appended, Optional<EventPosition> newest) {}

    private Added append(Transaction transaction, List<Entry> entries) throws SQLException {
        Additions additions = log.append(transaction, entries);
        boolean erases = erasures.apply(transaction, entries, additions);
        OptionalLong newest = erases ? OptionalLong.empty() : log.newestInOrder(transaction);
        return new Added(
                additions.appended(),
                newest.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new EventPosition(JdbiGenerationStore.read(transaction), newest.getAsLong())));
    }

    /** Keeps what was added at hand for those who follow the log. */
    private void remember(List<Entry> entries, Added added) {
        if (added.newest().isEmpty()) {
            recent.forget();
            return;
        }
        List<Event> stored = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Event event = entries.get(i).event();
            if (added.appended().get(i) == Appended.STORED) {
                stored.add(event);
            } else {
                recent.repeat(event);
            }
        }
        recent.add(added.newest().get(), stored);
    }

    @Override
    public List<LoggedEvent> timeline(Collection<String> accountSids, String sid, long afterId, int limit) {
        if (accountSids.isEmpty()) {
            return List.of();
        }
        return reads.read(
                "read the timeline of " + sid,
                handle -> handle.createQuery(log.timeline())
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
