package dev.ringback.storage.jdbi;

import dev.ringback.model.Digest;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.MigrationStore;
import dev.ringback.storage.StorageException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Table {@code migration}, whose one row says that this is not finished. */
final class JdbiMigrationStore implements MigrationStore {
    private static final int ROWS_AT_ONCE = 1_000;

    private static final String BEGIN = """
            INSERT INTO migration (id, source, last_event_id) SELECT 1, ?, 0 WHERE NOT EXISTS (SELECT 1 FROM event)
            ON CONFLICT (id) DO NOTHING""";

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
        List<Begun> begun = writer.write("begin the migration", transaction -> {
            transaction.execute(BEGIN, source);
            return transaction.list(row -> new Begun(row.text(), row.number()), BEGUN);
        });
        if (begun.isEmpty()) {
            throw new StorageException("the database to migrate to holds events already: it has to be an empty one");
        }
        if (!begun.get(0).source().equals(source)) {
            throw new StorageException("the database to migrate to holds a part of "
                    + begun.get(0).source() + ": go on with that, or take an empty one");
        }
        return begun.get(0).lastEventId();
    }

    @Override
    public void put(List<LoggedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        writer.write("take over " + events.size() + " events", transaction -> {
            List<Appended> appended = log.append(
                    transaction, events.stream().map(JdbiMigrationStore::alone).toList());
            for (int i = 0; i < events.size(); i++) {
                LoggedEvent logged = events.get(i);
                if (appended.get(i) == Appended.REPEATED || arrivedAgain(logged)) {
                    Event event = logged.event();
                    transaction.execute(
                            log.setArrivals(),
                            logged.arrivals(),
                            logged.lastReceivedAt().toEpochMilli(),
                            event.accountSid(),
                            event.sid(),
                            event.digest().toBytes());
                }
            }
            return transaction.execute(PUT, events.get(events.size() - 1).id());
        });
    }

    private static Entry alone(LoggedEvent logged) {
        return new Entry(logged.event(), List.of(), Set.of());
    }

    private static boolean arrivedAgain(LoggedEvent logged) {
        return logged.arrivals() > 1
                || !logged.lastReceivedAt().equals(logged.event().receivedAt());
    }

    @Override
    public void finish() {
        writer.write("finish the migration", transaction -> transaction.execute(FINISH));
    }

    @Override
    public SortedMap<String, Fingerprint> mirror() {
        return writer.write("compare the mirror", transaction -> {
            SortedMap<String, Fingerprint> tables = new TreeMap<>();
            for (MirrorTable table : MirrorTable.ALL) {
                tables.put(table.name(), fingerprint(transaction, table));
            }
            return tables;
        });
    }

    /** The columns stand in the same order in every database. */
    private static Fingerprint fingerprint(Transaction transaction, MirrorTable table) throws SQLException {
        long count = 0;
        long high = 0;
        long low = 0;
        PreparedStatement all = transaction.prepare("SELECT * FROM " + table.name());
        all.setFetchSize(ROWS_AT_ONCE);
        try (ResultSet rows = all.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                Digest.Builder row = Digest.builder();
                for (int i = 1; i <= columns; i++) {
                    row.text(String.valueOf(rows.getString(i)));
                }
                Digest digest = row.build();
                // A sum does not care for the order, and unlike an exclusive or sees a row that is there twice.
                high += digest.high();
                low += digest.low();
                count++;
            }
        }
        return new Fingerprint(count, new Digest(high, low));
    }
}
