package dev.ringback.storage.jdbi;

import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.ProjectionStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.result.ResultIterator;

/** Drops the mirror and writes it anew. A row of table {@code rebuild} says that this is not finished. */
final class JdbiProjectionStore implements ProjectionStore {
    /** Debugger events embed whole requests: a thousand of them are too much to hold. */
    private static final int MOST_CHARACTERS = 8_000_000;

    private static final String BEGIN = "INSERT INTO rebuild (id) VALUES (1) ON CONFLICT (id) DO NOTHING";
    private static final String FINISH = "DELETE FROM rebuild";
    private static final String UNFINISHED = "SELECT count(*) FROM rebuild";
    private static final String NEWEST = "SELECT coalesce(max(id), 0) FROM event";
    private static final String READ = "SELECT %s FROM %s WHERE event.id > :after ORDER BY event.id LIMIT :limit"
            .formatted(EventTable.COLUMNS, EventTable.FROM);

    private static final String DELETE_EXPIRED = """
            DELETE FROM event WHERE id IN (
              SELECT event.id FROM expired_history
              CROSS JOIN subject USING (account_sid, sid)
              CROSS JOIN event ON event.subject_id = subject.id
              WHERE event.id <= expired_history.last_event_id)""";

    private static final String FORGET_EXPIRED = "DELETE FROM expired_history";

    private final Writer writer;
    private final Reads reads;

    JdbiProjectionStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    /** Whether everything was dropped and not all of it put back. */
    boolean isUnfinished() {
        return reads.read(
                "look for an unfinished rebuild",
                handle -> handle.createQuery(UNFINISHED).mapTo(Integer.class).one() > 0);
    }

    @Override
    public void drop() {
        writer.write("drop the projections", transaction -> {
            transaction.execute(BEGIN);
            for (MirrorTable table : MirrorTable.ALL) {
                transaction.execute("DELETE FROM " + table.name());
            }
            transaction.execute("DELETE FROM event_reference");
            transaction.execute(DELETE_EXPIRED);
            return transaction.execute(FORGET_EXPIRED);
        });
    }

    @Override
    public long newestEvent() {
        return reads.read(
                "find the newest event",
                handle -> handle.createQuery(NEWEST).mapTo(Long.class).one());
    }

    @Override
    public List<LoggedEvent> read(long afterId, int limit) {
        return reads.read("read the log after event " + afterId, handle -> {
            List<LoggedEvent> events = new ArrayList<>();
            long characters = 0;
            try (ResultIterator<LoggedEvent> rows = handle.createQuery(READ)
                    .bind("after", afterId)
                    .bind("limit", limit)
                    .map(new EventTable())
                    .iterator()) {
                while (characters < MOST_CHARACTERS && rows.hasNext()) {
                    LoggedEvent event = rows.next();
                    characters += event.event().payload().length();
                    events.add(event);
                }
            }
            return events;
        });
    }

    @Override
    public void put(List<Replayed> replayed) {
        writer.write("store what follows from " + replayed.size() + " events", transaction -> {
            for (Replayed event : replayed) {
                put(transaction, event);
            }
            return replayed.size();
        });
    }

    private static void put(Transaction transaction, Replayed replayed) throws SQLException {
        for (Resource resource : replayed.entry().resources()) {
            Mirror.merge(transaction, resource);
        }
        TagTable.merge(transaction, replayed.entry());
        String accountSid = replayed.entry().event().accountSid();
        for (String sid : replayed.entry().references()) {
            EventTable.refer(transaction, accountSid, sid, replayed.eventId());
        }
    }

    @Override
    public void finish() {
        writer.write("finish the rebuild", transaction -> transaction.execute(FINISH));
    }
}
