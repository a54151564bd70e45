package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.model.Event;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds what is too old on a connection that reads, and deletes it in a short transaction.
 *
 * <p>A history that is too long for one transaction is deleted over several. In between it would be neither whole nor gone, and a replay
 * would make a row of what is left; so a row in {@code expired_history} says first that its events do not count any more. Such an event that
 * arrives once more at that very moment, after a silence of the whole retention, goes with the others.
 */
final class SqliteRetentionStore implements RetentionStore {
    private final Writer writer;
    private final Reads reads;
    private final Function<Event, Set<String>> references;

    /** @param references tells again which references an event was stored with */
    SqliteRetentionStore(Writer writer, Reads reads, Function<Event, Set<String>> references) {
        this.writer = writer;
        this.reads = reads;
        this.references = references;
    }

    @Override
    public Step deleteSome(Instant before, long afterId, int budget) {
        Optional<SqliteExpired.History> begun = reads.read(
                "look for what was begun to be deleted",
                handle -> new SqliteExpiryQueries(handle, references).begun(budget));
        if (begun.isPresent()) {
            return delete(before, afterId, false, deletion -> deletion.goOn(begun.get()));
        }
        SqliteExpired expired = reads.read(
                "look for what is too old",
                handle -> new SqliteExpiryWalk(new SqliteExpiryQueries(handle, references), before, budget)
                        .after(afterId));
        if (expired.isEmpty()) {
            return new Step(0, 0, Duration.ZERO, expired.afterId(), expired.finished());
        }
        return delete(before, expired.afterId(), expired.finished(), deletion -> deletion.delete(expired));
    }

    private interface Deleting {
        void with(SqliteExpiryDeletion deletion) throws SQLException;
    }

    private record Deleted(SqliteExpiryDeletion deletion, long began) {}

    private Step delete(Instant before, long afterId, boolean finished, Deleting deleting) {
        Deleted deleted = writer.write("delete what is too old", transaction -> {
            // From here on others wait, and not before: this may have had to wait for them.
            long began = System.nanoTime();
            SqliteExpiryDeletion deletion = new SqliteExpiryDeletion(transaction, before.toEpochMilli());
            deleting.with(deletion);
            return new Deleted(deletion, began);
        });
        Duration writerTime = Duration.ofNanos(System.nanoTime() - deleted.began());
        return new Step(deleted.deletion().events(), deleted.deletion().rows(), writerTime, afterId, finished);
    }
}
