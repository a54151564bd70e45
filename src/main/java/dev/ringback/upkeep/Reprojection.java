package dev.ringback.upkeep;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.Database;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.ReprojectionStore.State;
import dev.ringback.storage.ReprojectionStore.Step;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.twilio.callback.Projector;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes anew what older versions have made of the events, beside the server that has a newer version: in a thread of its own, which ends when
 * everything is done. Of many nodes one does it at a time. Interrupted, it goes on where it was.
 */
public final class Reprojection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reprojection.class);

    /** After a start there is enough to do. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    /** How often to look what another node does. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

    /** After a node has died another goes on so much later; prolonged long before. */
    private static final Duration LEASE_TIME = Duration.ofMinutes(2);

    private final ReprojectionStore store;
    private final ProjectionLease lease;
    private final ReprojectionMetrics metrics;
    private final Duration first;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("ringback-projection", this::keepOn);
    private volatile State state = new State(0, false, 0);
    private boolean olderNodeTold;

    /** @param first how long after the start it begins */
    Reprojection(ReprojectionStore store, LeaseStore leases, ReprojectionMetrics metrics, Duration first) {
        this.store = store;
        this.lease = new ProjectionLease(leases, LEASE_TIME);
        this.metrics = metrics;
        this.first = first;
    }

    /** Creates that of a database. */
    public static Reprojection of(Database database, ReprojectionMetrics metrics) {
        return new Reprojection(database.reprojection(Projector.VERSION), database.leases(), metrics, FIRST);
    }

    /**
     * Says by whose rules this server stores events, which has to come before it stores any, and begins soon afterwards where there is
     * something to do.
     *
     * @throws StorageException when a newer version has served the database
     */
    public void start() {
        try {
            show(store.begin());
        } catch (StorageUnavailableException away) {
            log.debug("it is said later: {}", away.getMessage());
        }
        if (!state.current()) {
            thread.start();
        }
    }

    /** How far it is, from 0 to 1; empty when there is nothing to do. A few seconds old where another node does it. */
    public OptionalDouble progress() {
        State now = state;
        return now.current() ? OptionalDouble.empty() : OptionalDouble.of(now.done());
    }

    /** Returns when the step that is being done has ended. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepOn() {
        try {
            Duration wait = first;
            while (!state.current() && !closes(wait)) {
                wait = attempt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to wait before the next. */
    private Duration attempt() throws InterruptedException {
        try {
            show(store.begin());
            if (!state.current() && lease.hold()) {
                try {
                    project();
                } finally {
                    lease.giveBack();
                }
                show(store.state());
            }
            return BETWEEN_LOOKS;
        } catch (RuntimeException trouble) {
            log.warn("could not project events anew, trying again later: {}", trouble.getMessage());
            return AFTER_TROUBLE;
        }
    }

    private void show(State now) {
        state = now;
        metrics.show(now);
    }

    private void project() throws InterruptedException {
        log.info(
                "making anew what version {} of the rules for events has made, by version {}; {} % are done",
                state.version(), Projector.VERSION, Math.round(100 * state.done()));
        ProjectionSteps steps = new ProjectionSteps(metrics, 0, 0);
        long began = System.nanoTime();
        long shown = began;
        boolean closed = false;
        while (!closed && lease.hold()) {
            Step step = steps.take(store::step);
            if (step.outcome() == Outcome.FINISHED) {
                log.info(
                        "everything is made by version {} of the rules for events: {} events in {} s, {} of them could not be projected",
                        Projector.VERSION,
                        steps.events(),
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        steps.raw());
                return;
            }
            if (step.outcome() == Outcome.OLDER_NODE) {
                tellOlderNode();
                return;
            }
            if (step.outcome() == Outcome.OVERTAKEN) {
                return;
            }
            if (System.nanoTime() - shown > Duration.ofSeconds(1).toNanos()) {
                shown = System.nanoTime();
                show(store.state());
            }
            closed = closes(steps.rest());
        }
    }

    private void tellOlderNode() {
        if (!olderNodeTold) {
            olderNodeTold = true;
            log.info(
                    "a node of an older version is running: what it makes of events is made anew when it has been stopped");
        }
    }

    private boolean closes(Duration wait) throws InterruptedException {
        return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}
