package dev.ringback.upkeep;

import dev.ringback.model.Digest;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Page;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.model.RefusedRequest;
import dev.ringback.storage.Database;
import dev.ringback.storage.MigrationStore;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.ProjectionStore;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.QuarantineScope;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.StorageException;
import dev.ringback.twilio.callback.Projector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Copies everything from one database to another, of whatever kind, while nobody uses either: the log and the quarantine; what follows from
 * the log is made anew. Interrupted, it goes on where it was. In the end both are read and compared.
 */
public final class Migration {
    private static final int BATCH = 1_000;
    private static final int RETENTION_BUDGET = 1_000;
    private static final int QUARANTINE_PAGE = 100;
    private static final QuarantineLimits UNLIMITED =
            new QuarantineLimits(Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(36_500));

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
     * What was copied.
     *
     * @param events of the log
     * @param quarantined requests of the quarantine
     * @param digest of the log, the same in both
     */
    public record Result(long events, long quarantined, Digest digest) {}

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
        long quarantined = copyQuarantine();
        Log log = log(from.projections());
        demandSame("events", log, log(to.projections()));
        demandSame("rows of resources", from.migration().mirror(), target.mirror());
        target.finish();
        return new Result(log.events(), quarantined, log.digest());
    }

    /** What retention has begun to delete does not count any more, and would come back. */
    private void endDeletions() {
        RetentionStore retention = from.retention(Projector::references);
        RetentionStore.Step step = retention.deleteSome(Instant.EPOCH, 0, RETENTION_BUDGET);
        while (!step.finished()) {
            step = retention.deleteSome(Instant.EPOCH, step.afterId(), RETENTION_BUDGET);
        }
    }

    private void copy(MigrationStore target, long begun, ProgressListener progress) {
        ProjectionStore log = from.projections();
        long newest = log.newestEvent();
        long after = begun;
        progress.at(after, newest);
        List<LoggedEvent> batch = log.read(after, BATCH);
        while (!batch.isEmpty()) {
            target.put(batch);
            after = batch.get(batch.size() - 1).id();
            progress.at(after, newest);
            batch = log.read(after, BATCH);
        }
    }

    private long copyQuarantine() {
        QuarantineStore kept = from.quarantine();
        long after = 0;
        long copied = 0;
        boolean more = true;
        while (more) {
            Page<QuarantinedRequest> page = kept.oldestFirst(QuarantineScope.all(), after, QUARANTINE_PAGE);
            List<RefusedRequest> requests =
                    page.items().stream().map(QuarantinedRequest::request).toList();
            if (!requests.isEmpty()) {
                to.quarantine().keep(requests, UNLIMITED);
                after = page.items().get(requests.size() - 1).id();
                copied += requests.size();
            }
            more = page.hasNext();
        }
        return copied;
    }

    private record Log(long events, Digest digest) {}

    /** All that an event says and how often it came, in order, but for its id. */
    private static Log log(ProjectionStore store) {
        Digest.Builder digest = Digest.builder();
        long events = 0;
        List<LoggedEvent> batch = store.read(0, BATCH);
        while (!batch.isEmpty()) {
            for (LoggedEvent logged : batch) {
                Event event = logged.event();
                digest.text(event.toString()).bytes(event.digest().toBytes());
                digest.text(logged.arrivals() + " " + logged.lastReceivedAt());
                events++;
            }
            batch = store.read(batch.get(batch.size() - 1).id(), BATCH);
        }
        return new Log(events, digest.build());
    }

    private static void demandSame(String what, Object one, Object other) {
        if (!one.equals(other)) {
            throw new StorageException("the databases differ in their " + what + ": " + one + " and " + other
                    + ". Run 'ringback rebuild' on the one that was copied, and migrate again");
        }
    }
}
