package dev.ringback.upkeep;

import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.storage.Database;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.ReprojectionStore.Step;
import dev.ringback.storage.ReprojectionStore.Walk;
import dev.ringback.twilio.callback.Projector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes everything that follows from the log anew beside the server, as a job: one resource after the other, each of which is seen as it was or
 * as it will be. It waits while a {@link Reprojection} has work to do or is at it, on whichever node.
 */
public final class RebuildJob implements JobKind {
    public static final String NAME = "rebuild";

    private static final Logger log = LoggerFactory.getLogger(RebuildJob.class);

    /** As long as the lease of a job: after a node has died another goes on so much later. */
    private static final Duration LEASE_TIME = Duration.ofSeconds(30);

    /** To ask for a lease is a write. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ReprojectionStore store;
    private final LeaseStore leases;
    private final ReprojectionMetrics metrics;

    RebuildJob(ReprojectionStore store, LeaseStore leases, ReprojectionMetrics metrics) {
        this.store = store;
        this.leases = leases;
        this.metrics = metrics;
    }

    /** Creates that of a database, by the rules of this version. */
    public static RebuildJob of(Database database, ReprojectionMetrics metrics) {
        return new RebuildJob(database.reprojection(Projector.VERSION), database.leases(), metrics);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Its progress counts ids of events. The last tenth of them stands for what has to be looked at when all events are done. */
    @Override
    public String run(Job job, JobProgress progress) {
        Point from = Point.of(job.checkpoint());
        Walk walk = store.rebuild(from.place());
        ProjectionSteps steps = new ProjectionSteps(metrics, from.events(), from.raw());
        ProjectionLease lease = new ProjectionLease(leases, LEASE_TIME);
        Outcome before = Outcome.WORKED;
        try {
            while (true) {
                Outcome outcome = next(walk, steps, lease);
                progress.at(new Point(steps.events(), steps.raw(), walk.place()).text(), walk.done(), walk.total());
                if (outcome == Outcome.FINISHED) {
                    return new Rebuild.Result(steps.events(), steps.raw()).text();
                }
                if (outcome != before && outcome == Outcome.NOT_YET) {
                    log.info("job {} waits until other events are projected anew", job.id());
                }
                before = outcome;
                pause(outcome == Outcome.WORKED ? steps.rest() : BETWEEN_LOOKS);
            }
        } finally {
            lease.giveBack();
        }
    }

    private Outcome next(Walk walk, ProjectionSteps steps, ProjectionLease lease) {
        if (!store.state().current() || !lease.hold()) {
            lease.giveBack();
            return Outcome.NOT_YET;
        }
        Step step = steps.take(walk::step);
        if (step.outcome() == Outcome.NOT_YET) {
            lease.giveBack();
        }
        return step.outcome();
    }

    private static void pause(Duration rest) {
        try {
            Thread.sleep(rest.toMillis(), rest.toNanosPart() % 1_000_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Holds what was done up to a place. Its text is two numbers and the place.
     *
     * @param raw those of the events that could not be projected
     */
    private record Point(long events, long raw, String place) {
        static Point of(@Nullable String text) {
            if (text == null) {
                return new Point(0, 0, "");
            }
            String[] parts = text.split(" ", 3);
            return new Point(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }

        String text() {
            return events + " " + raw + " " + place;
        }
    }
}
