package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Silence;
import dev.ringback.storage.SilenceStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code silence}. */
final class JdbiSilenceStore implements SilenceStore {
    private static final String FIND = "SELECT " + SilenceTable.COLUMNS + " FROM silence WHERE id = :id";
    private static final String END = "UPDATE silence SET ends_at = ? WHERE id = ? AND ends_at > ?";
    private static final String ENDING_AFTER =
            "SELECT " + SilenceTable.COLUMNS + " FROM silence WHERE ends_at > :moment ORDER BY id DESC";
    private static final String DELETE = "DELETE FROM silence WHERE ends_at < ?";

    private final Writer writer;
    private final Reads reads;

    JdbiSilenceStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public Silence add(Silence silence) {
        return writer.write("add a silence", transaction -> SilenceTable.insert(transaction, silence));
    }

    @Override
    public Optional<Silence> end(long id, Instant now) {
        long moment = now.toEpochMilli();
        writer.write("end a silence", transaction -> transaction.execute(END, moment, id, moment));
        return find(id);
    }

    @Override
    public Optional<Silence> find(long id) {
        return reads.read(
                "find a silence",
                handle -> handle.createQuery(FIND)
                        .bind("id", id)
                        .map(new SilenceTable())
                        .findFirst());
    }

    @Override
    public List<Silence> endingAfter(Instant moment) {
        return reads.read(
                "list the silences",
                handle -> handle.createQuery(ENDING_AFTER)
                        .bind("moment", moment.toEpochMilli())
                        .map(new SilenceTable())
                        .list());
    }

    @Override
    public void deleteEndedBefore(Instant moment) {
        writer.write("forget old silences", transaction -> transaction.execute(DELETE, moment.toEpochMilli()));
    }
}
