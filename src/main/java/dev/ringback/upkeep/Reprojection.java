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
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes anew what older versions have made of the events, beside the server that has a newer version: in a thread of its own, which ends when
 * everything is done. Of many nodes one does it at a time. Interrupted, it goes on where it was.
 *
 * <p>Whoever adds to the log waits for a step of it. So steps are small, with longer rests between them, and longer ones still while much
 * comes in.
 */
public final class Reprojection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reprojection.class);

    /** After a start there is enough to do. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    /** How often to look what another node does. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

    /** The rest after a step, in multiples of the time during which it kept others waiting. */
    private static final int REST = 3;

    /** With fewer the rests would take longer than the work, on a machine that is busy with other things. */
    private static final int LEAST_EVENTS = 16;

    private static final Duration LEAST_REST = Duration.ofMillis(1);

    private static final String LEASE = "projection";

    /** After a node has died another goes on so much later; prolonged long before. */
    private static final Duration LEASE_TIME = Duration.ofMinutes(2);

    private final ReprojectionStore store;
    private final LeaseStore leases;
    private final ReprojectionMetrics metrics;
    private final Duration first;
    private final String holder = UUID.randomUUID().toString();
    private final StepSize stepSize = new StepSize(LEAST_EVENTS);
    private final EventReplay replay = new EventReplay();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("ringback-projection", this::keepOn);
    private volatile State state = new State(0, false, 0);
    private boolean olderNodeTold;

    /** @param first how long after the start it begins */
    Reprojection(ReprojectionStore store, LeaseStore leases, ReprojectionMetrics metrics, Duration first) {
        this.store = store;
        this.leases = leases;
        this.metrics = metrics;
        this.first = first;
    }

    /** Creates that of a database, with its metrics. */
    public static Reprojection of(Database database, MeterRegistry registry) {
        return new Reprojection(
                database.reprojection(Projector.VERSION), database.leases(), new ReprojectionMetrics(registry), FIRST);
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
            if (!state.current() && leases.take(LEASE, holder, LEASE_TIME)) {
                try {
                    project();
                } finally {
                    leases.giveBack(LEASE, holder);
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
        long began = System.nanoTime();
        long prolonged = began;
        long shown = began;
        long events = 0;
        boolean closed = false;
        while (!closed) {
            long now = System.nanoTime();
            if (now - prolonged > LEASE_TIME.dividedBy(4).toNanos()) {
                prolonged = now;
                if (!leases.take(LEASE, holder, LEASE_TIME)) {
                    return;
                }
            }
            Step step = step();
            Duration took = Duration.ofNanos(System.nanoTime() - now);
            if (step.outcome() == Outcome.FINISHED) {
                log.info(
                        "everything is made by version {} of the rules for events: {} events in {} s, {} of them could not be projected",
                        Projector.VERSION,
                        events,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        replay.raw());
                return;
            }
            if (step.outcome() == Outcome.OLDER_NODE) {
                tellOlderNode();
                return;
            }
            if (step.outcome() == Outcome.OVERTAKEN) {
                return;
            }
            metrics.count(step);
            stepSize.learn(step.writerTime());
            events += step.events();
            if (now - shown > Duration.ofSeconds(1).toNanos()) {
                shown = now;
                show(store.state());
            }
            closed = closes(rest(step, took));
        }
    }

    private void tellOlderNode() {
        if (!olderNodeTold) {
            olderNodeTold = true;
            log.info(
                    "a node of an older version is running: what it makes of events is made anew when it has been stopped");
        }
    }

    private Step step() {
        try {
            return store.step(stepSize.get(), false, replay);
        } catch (StorageUnavailableException away) {
            throw away;
        } catch (StorageException culprit) {
            log.debug("an event cannot be stored: {}", culprit.getMessage());
            return store.step(1, true, replay);
        }
    }

    /** Counts once the time of reading beside others and of waiting for them: the more comes in, the longer the rest. */
    private static Duration rest(Step step, Duration took) {
        Duration rest = step.writerTime().multipliedBy(REST).plus(took.minus(step.writerTime()));
        return rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest;
    }

    private boolean closes(Duration wait) throws InterruptedException {
        return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}
