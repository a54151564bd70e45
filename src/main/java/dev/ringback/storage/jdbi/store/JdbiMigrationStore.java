package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.Fingerprint;
import dev.ringback.storage.MigrationStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Table {@code migration}, whose one row says that this is not finished. */
final class JdbiMigrationStore implements MigrationStore {
    /**
     * There may be no rows of these before. What is remembered of groups, and how far the log was forwarded, a server writes that has heard
     * of nothing yet.
     */
    private static final List<String> EMPTY = List.of("event", "quarantine", "silence", "delivery", "vault_object");

    private static final String BEGIN = """
            INSERT INTO migration (id, source, last_event_id) SELECT 1, ?, 0 WHERE %s
            ON CONFLICT (id) DO NOTHING""".formatted(EMPTY.stream()
            .map(table -> "NOT EXISTS (SELECT 1 FROM " + table + ")")
            .collect(joining(" AND ")));

    private static final String HAS = "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1) AS first";

    private static final String BEGUN = "SELECT source, last_event_id FROM migration";
    private static final String PUT = "UPDATE migration SET last_event_id = ?";
    private static final String FINISH = "DELETE FROM migration";
    private static final String UNFINISHED = "SELECT source FROM migration";

    private final Writer writer;
    private final Reads reads;
    private final Log log;

    JdbiMigrationStore(Writer writer, Reads reads, Log log) {
        this.writer = writer;
        this.reads = reads;
        this.log = log;
    }

    private record Begun(String source, long lastEventId) {}

    /** From where a migration into this database was begun and not finished. */
    Optional<String> unfinished() {
        return reads.read(
                "look for an unfinished migration",
                handle -> handle.createQuery(UNFINISHED).mapTo(String.class).findFirst());
    }

    @Override
    public long begin(String source) {
        return writer.write("begin the migration", transaction -> {
            transaction.execute(BEGIN, source);
            List<Begun> begun = transaction.list(row -> new Begun(row.text(), row.number()), BEGUN);
            if (begun.isEmpty()) {
                throw new StorageException("the database to migrate to holds " + contents(transaction)
                        + " already: it has to be an empty one");
            }
            if (!begun.get(0).source().equals(source)) {
                throw new StorageException("the database to migrate to holds a part of "
                        + begun.get(0).source() + ": go on with that, or take an empty one");
            }
            long last = begun.get(0).lastEventId();
            if (transaction.number(EventTable.NEWEST) != last) {
                throw new StorageException("the database to migrate to holds a part that another version of Ringback"
                        + " has copied, which numbered the events anew: take an empty one");
            }
            return last;
        });
    }

    private static String contents(Transaction transaction) throws SQLException {
        List<String> filled = new ArrayList<>();
        for (String table : EMPTY) {
            if (transaction.number(HAS.formatted(table)) > 0) {
                filled.add(table.equals("event") ? "events" : "rows of table " + table);
            }
        }
        return String.join(", ", filled);
    }

    @Override
    public void put(List<LoggedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        writer.write("take over " + events.size() + " events", transaction -> {
            log.adopt(transaction, events);
            return transaction.execute(PUT, events.get(events.size() - 1).id());
        });
    }

    @Override
    public void finish(long lastEventId) {
        writer.write("finish the migration", transaction -> {
            log.countOnAfter(transaction, lastEventId);
            JdbiGenerationStore.renew(transaction);
            return transaction.execute(FINISH);
        });
    }

    @Override
    public long lastEventId() {
        return reads.read("find the last event that is settled", log::settled);
    }

    @Override
    public SortedMap<String, Fingerprint> mirror() {
        return writer.write("compare the mirror", transaction -> {
            SortedMap<String, Fingerprint> tables = new TreeMap<>();
            for (MirrorTable table : MirrorTable.ALL) {
                tables.put(
                        table.name(),
                        new TableDigest(transaction)
                                .add("SELECT * FROM " + table.name())
                                .build());
            }
            return tables;
        });
    }
}
