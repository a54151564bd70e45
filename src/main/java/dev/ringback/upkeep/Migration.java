package dev.ringback.upkeep;

import dev.ringback.model.Digest;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.Database;
import dev.ringback.storage.Fingerprint;
import dev.ringback.storage.MigrationStore;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.ProjectionStore;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.StorageException;
import dev.ringback.twilio.callback.Projector;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies everything from one database to another, of whatever kind, while nobody uses either: the log and all that does not follow from it,
 * such as the quarantine, silences and deliveries, with their ids; what follows from the log is made anew. Interrupted, it goes on where it
 * was. In the end both are read and compared.
 */
public final class Migration {
    private static final Logger log = LoggerFactory.getLogger(Migration.class);

    private static final int BATCH = 1_000;
    private static final int RETENTION_BUDGET = 1_000;

    private final Database from;
    private final Database to;
    private final String source;

    /** @param source names the database that is copied, for whoever goes on later */
    public Migration(Database from, Database to, String source) {
        this.from = from;
        this.to = to;
        this.source = source;
    }

    /**
     * The counts and the digest of what was copied.
     *
     * @param events of the log
     * @param carried how many rows there are of what does not follow from the log, by table
     * @param digest of the log and of these tables, the same in both
     */
    public record Result(long events, SortedMap<String, Long> carried, Digest digest) {

        /** How many rows a table has that does not follow from the log. */
        public long rows(String table) {
            return carried.getOrDefault(table, 0L);
        }
    }

    /**
     * Copies and compares.
     *
     * @throws StorageException when one of the databases fails, or they differ in the end; it can be run again
     */
    public Result run(ProgressListener progress) {
        MigrationStore target = to.migration();
        long begun = target.begin(source);
        endDeletions();
        copy(target, begun, progress);
        new Rebuild(to.projections()).run(progress);
        new CarriedCopy(from.carried(), to.carried()).run();
        projectSourceAnew(target, progress);
        Result result = compare(target);
        target.finish(lastEventId());
        return result;
    }

    /** Makes anew what follows from the log in the source if it differs: an older version may have made it, by its rules. */
    private void projectSourceAnew(MigrationStore target, ProgressListener progress) {
        if (!from.migration().mirror().equals(target.mirror())) {
            log.info(
                    "the resources of the database that is copied were made by other rules than this version's: making them anew");
            new Rebuild(from.projections()).run(progress);
        }
    }

    /** Deliveries may name events that retention has deleted, all of them up to where the log was forwarded. */
    private long lastEventId() {
        return Math.max(from.migration().lastEventId(), from.forward().mark().orElse(0));
    }

    private Result compare(MigrationStore target) {
        Content content = content(from.projections());
        demandSame("events", content, content(to.projections()));
        demandSame("rows of resources", from.migration().mirror(), target.mirror());
        SortedMap<String, Fingerprint> carried = from.carried().fingerprints();
        demandSame("rows beside the log", carried, to.carried().fingerprints());

        Digest.Builder all = Digest.builder().bytes(content.digest().toBytes());
        SortedMap<String, Long> rows = new TreeMap<>();
        carried.forEach((table, fingerprint) -> {
            all.text(table).bytes(fingerprint.digest().toBytes());
            rows.put(table, fingerprint.rows());
        });
        return new Result(content.events(), rows, all.build());
    }

    /** Deletes the rest of what retention has begun to delete: it does not count any more, and would come back. */
    private void endDeletions() {
        RetentionStore retention = from.retention(Projector::references);
        RetentionStore.Step step = retention.deleteSome(Instant.EPOCH, 0, RETENTION_BUDGET);
        while (!step.finished()) {
            step = retention.deleteSome(Instant.EPOCH, step.afterId(), RETENTION_BUDGET);
        }
    }

    private void copy(MigrationStore target, long begun, ProgressListener progress) {
        ProjectionStore source = from.projections();
        long newest = source.newestEvent();
        long after = begun;
        progress.at(after, newest);
        List<LoggedEvent> batch = source.read(after, BATCH);
        while (!batch.isEmpty()) {
            target.put(batch);
            after = batch.get(batch.size() - 1).id();
            progress.at(after, newest);
            batch = source.read(after, BATCH);
        }
    }

    private record Content(long events, Digest digest) {}

    /** All that an event says but its kind, which follows from the rest by the rules of the version that has read it; its id, and how often it came, in order; with what stands for the one character that not every database keeps. */
    private static Content content(ProjectionStore store) {
        Digest.Builder digest = Digest.builder();
        long events = 0;
        List<LoggedEvent> batch = store.read(0, BATCH);
        while (!batch.isEmpty()) {
            for (LoggedEvent logged : batch) {
                Event event = logged.event();
                digest.text(event.withKind(EventKind.UNKNOWN).toString().replace('\0', '\uFFFD'))
                        .bytes(event.digest().toBytes());
                digest.text(logged.id() + " " + logged.arrivals() + " " + logged.lastReceivedAt());
                events++;
            }
            batch = store.read(batch.get(batch.size() - 1).id(), BATCH);
        }
        return new Content(events, digest.build());
    }

    private static void demandSame(String what, Object one, Object other) {
        if (!one.equals(other)) {
            throw new StorageException("the databases differ in their " + what + ": " + one + " and " + other
                    + ". Run 'ringback rebuild' on the one that was copied, and migrate again; if it was served since the"
                    + " migration was begun, migrate into another, empty database");
        }
    }
}
