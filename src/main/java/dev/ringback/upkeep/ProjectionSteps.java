package dev.ringback.upkeep;

import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.ReprojectionStore.Replaying;
import dev.ringback.storage.ReprojectionStore.Step;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes steps of projecting anew, each as large as those before allow, and counts what they did. Whoever adds to the log waits for a step. So
 * steps are small, with longer rests between them, and longer ones still while much comes in. Used by one thread.
 */
final class ProjectionSteps {
    private static final Logger log = LoggerFactory.getLogger(ProjectionSteps.class);

    /** The rest after a step, in multiples of the time during which it kept others waiting. */
    private static final int REST = 3;

    /** With fewer the rests would take longer than the work, on a machine that is busy with other things. */
    private static final int LEAST_EVENTS = 16;

    private static final Duration LEAST_REST = Duration.ofMillis(1);

    private final ReprojectionMetrics metrics;
    private final StepSize stepSize = new StepSize(LEAST_EVENTS);
    private final EventReplay replay = new EventReplay();
    private long events;
    private long raw;
    private Duration rest = LEAST_REST;

    /**
     * Goes on counting.
     *
     * @param events those that were projected before
     * @param raw those of them that could not be
     */
    ProjectionSteps(ReprojectionMetrics metrics, long events, long raw) {
        this.metrics = metrics;
        this.events = events;
        this.raw = raw;
    }

    /** Defines a step of some size. */
    @FunctionalInterface
    interface Sized {
        Step step(int budget, boolean carefully, Replaying replaying);
    }

    /**
     * Takes a step.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing has changed
     */
    Step take(Sized sized) {
        long began = System.nanoTime();
        long rawBefore = replay.raw();
        Step step;
        try {
            step = sized.step(stepSize.get(), false, replay);
        } catch (StorageUnavailableException away) {
            throw away;
        } catch (StorageException culprit) {
            log.debug("an event cannot be stored: {}", culprit.getMessage());
            rawBefore = replay.raw();
            step = sized.step(1, true, replay);
        }
        if (step.outcome() == Outcome.WORKED) {
            metrics.count(step);
            stepSize.learn(step.writerTime());
            events += step.events();
            // the later passes read events once more, and project none
            raw += step.events() > 0 ? replay.raw() - rawBefore : 0;
            rest = rest(step, Duration.ofNanos(System.nanoTime() - began));
        }
        return step;
    }

    /** Counts once the time of reading beside others and of waiting for them: the more comes in, the longer the rest. */
    private static Duration rest(Step step, Duration took) {
        Duration rest = step.writerTime().multipliedBy(REST).plus(took.minus(step.writerTime()));
        return rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest;
    }

    /** Returns how long to rest after the step that was taken last. */
    Duration rest() {
        return rest;
    }

    /** Returns how many events were projected. */
    long events() {
        return events;
    }

    /** Returns how many of them moved no state, because they cannot be read or stored. */
    long raw() {
        return raw;
    }
}
