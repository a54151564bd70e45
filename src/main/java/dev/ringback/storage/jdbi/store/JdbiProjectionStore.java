package dev.ringback.storage.jdbi.store;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.ProjectionStore;
import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Writer;
import java.util.List;

/** Drops the mirror and writes it anew. A row of table {@code rebuild} says that this is not finished. */
final class JdbiProjectionStore implements ProjectionStore {
    private static final String BEGIN = "INSERT INTO rebuild (id) VALUES (1) ON CONFLICT (id) DO NOTHING";
    private static final String FINISH = "DELETE FROM rebuild";
    private static final String UNFINISHED = "SELECT count(*) FROM rebuild";
    private static final String AFTER = " WHERE event.id > :after ORDER BY event.id LIMIT :limit";

    private final Writer writer;
    private final Reads reads;
    private final Log log;

    JdbiProjectionStore(Writer writer, Reads reads, Log log) {
        this.writer = writer;
        this.reads = reads;
        this.log = log;
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
            log.dropReferences(transaction);
            return MirrorTable.ALL.size();
        });
    }

    @Override
    public long newestEvent() {
        return reads.read(
                "find the newest event",
                handle ->
                        handle.createQuery(EventTable.NEWEST).mapTo(Long.class).one());
    }

    @Override
    public List<LoggedEvent> read(long afterId, int limit) {
        return reads.read(
                "read the log after event " + afterId,
                handle -> EventTable.some(handle.createQuery(log.select() + AFTER)
                        .bind("after", afterId)
                        .bind("limit", limit)));
    }

    @Override
    public void put(List<Replayed> replayed) {
        writer.write("store what follows from " + replayed.size() + " events", transaction -> {
            log.put(transaction, replayed);
            EventPass.setKinds(transaction, replayed);
            return replayed.size();
        });
    }

    @Override
    public void finish(int version) {
        writer.write("finish the rebuild", transaction -> {
            ProjectionPlace.finish(transaction, version);
            RollupSweep.begin(transaction);
            return transaction.execute(FINISH);
        });
    }
}
