package dev.ringback.jobs;

import dev.ringback.jobs.JobInterruptedException.Reason;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.JobStore;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does jobs of one kind, one after the other, while it holds the lease of the kind: so no two nodes ever do the same job. Used by one thread
 * at a time.
 */
public final class JobRun {
    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    /** After a node has died another goes on so much later. */
    static final Duration LEASE_TIME = Duration.ofSeconds(30);

    /** Progress is written down so often at most: every note is a commit that others wait for. */
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(1);

    /** The result of a job that was canceled. */
    static final String CANCELED = "canceled";

    /** Finished jobs are kept so long. */
    static final Duration KEEP = Duration.ofDays(90);

    private final JobKind kind;
    private final JobStore jobs;
    private final LeaseStore leases;
    private final Clock clock;
    private final BooleanSupplier closing;
    private final String holder = UUID.randomUUID().toString();

    /** @param closing whether jobs have to end, to be gone on with at another time */
    public JobRun(JobKind kind, JobStore jobs, LeaseStore leases, Clock clock, BooleanSupplier closing) {
        this.kind = kind;
        this.jobs = jobs;
        this.leases = leases;
        this.clock = clock;
        this.closing = closing;
    }

    /**
     * Does the oldest job that is not finished.
     *
     * @return false when there is none, or another node does it
     * @throws StorageUnavailableException when the database cannot be used now; the job is gone on with later
     */
    public boolean next() {
        if (jobs.unfinished(kind.name()).isEmpty() || !takeLease()) {
            return false;
        }
        try {
            // again: before the lease was ours another node may have finished it
            Optional<Job> job = jobs.unfinished(kind.name());
            job.ifPresent(this::run);
            jobs.deleteFinishedBefore(clock.instant().minus(KEEP));
            return job.isPresent();
        } finally {
            leases.giveBack(lease(), holder);
        }
    }

    private void run(Job job) {
        if (job.cancelRequested()) {
            finish(job, JobState.CANCELED, CANCELED);
            return;
        }
        String obstacle = kind.obstacle();
        if (obstacle != null) {
            fail(job, obstacle);
            return;
        }
        jobs.start(job.id(), clock.instant());
        log.info("job {} ({}) {}", job.id(), job.kind(), job.startedAt() == null ? "begins" : "goes on");
        Notes notes = new Notes(job);
        try {
            String result = kind.run(job, notes);
            notes.write();
            finish(job, JobState.DONE, result);
        } catch (JobInterruptedException interrupted) {
            if (interrupted.reason() == Reason.CANCELED) {
                finish(job, JobState.CANCELED, CANCELED);
            } else {
                log.info("job {} ({}) pauses: {}", job.id(), job.kind(), interrupted.getMessage());
            }
        } catch (StorageUnavailableException outage) {
            throw outage;
        } catch (JobFailedException failed) {
            notes.writeIfPossible();
            fail(job, String.valueOf(failed.getMessage()));
        } catch (StorageException | IllegalStateException | IllegalArgumentException failed) {
            log.warn("job {} ({}) failed", job.id(), job.kind(), failed);
            jobs.finish(job.id(), JobState.FAILED, String.valueOf(failed.getMessage()), clock.instant());
        } catch (RuntimeException bug) {
            log.error("job {} ({}) failed unexpectedly", job.id(), job.kind(), bug);
            jobs.finish(job.id(), JobState.FAILED, "an unexpected error, see the log", clock.instant());
        }
    }

    /** Ends a job in which nothing is to be mended in the code: a stack would say nothing. */
    private void fail(Job job, String sentence) {
        log.warn("job {} ({}) failed: {}", job.id(), job.kind(), sentence);
        jobs.finish(job.id(), JobState.FAILED, sentence, clock.instant());
    }

    private void finish(Job job, JobState state, String result) {
        jobs.finish(job.id(), state, result, clock.instant());
        log.info("job {} ({}) is {}: {}", job.id(), job.kind(), state.text(), result);
    }

    private boolean takeLease() {
        return leases.take(lease(), holder, LEASE_TIME);
    }

    private String lease() {
        return lease(kind.name());
    }

    /** Names the lease that whoever does a job of a kind holds. */
    static String lease(String kind) {
        return "job " + kind;
    }

    /** Writes down the progress of a job, and ends it when it has to. */
    private final class Notes implements JobProgress {
        private final Job job;
        private long written = System.nanoTime() - BETWEEN_NOTES.toNanos();
        private @Nullable Runnable unwritten;

        Notes(Job job) {
            this.job = job;
        }

        @Override
        public void at(String checkpoint, long done, @Nullable Long total) {
            note(() -> note(checkpoint, done, total, null));
        }

        @Override
        public void waits(String checkpoint, long done, @Nullable Long total, String why) {
            note(() -> note(checkpoint, done, total, why));
        }

        private void note(Runnable note) {
            unwritten = note;
            boolean closes = closing.getAsBoolean();
            if (closes || System.nanoTime() - written >= BETWEEN_NOTES.toNanos()) {
                write();
            }
            if (closes) {
                throw new JobInterruptedException(Reason.CLOSING);
            }
        }

        /** Writes how far a job came that failed, so that it can be resumed from there. */
        void writeIfPossible() {
            try {
                write();
            } catch (JobInterruptedException interrupted) {
                log.debug("job {} fails anyway: {}", job.id(), interrupted.getMessage());
            }
        }

        void write() {
            if (unwritten != null) {
                unwritten.run();
                unwritten = null;
            }
        }

        private void note(String checkpoint, long done, @Nullable Long total, @Nullable String waitsFor) {
            if (!takeLease()) {
                throw new JobInterruptedException(Reason.LEASE_LOST);
            }
            boolean canceled = jobs.progress(job.id(), checkpoint, done, total, waitsFor, clock.instant())
                    .map(now -> now.cancelRequested() || now.isFinished())
                    .orElse(true);
            if (canceled) {
                throw new JobInterruptedException(Reason.CANCELED);
            }
            written = System.nanoTime();
        }
    }
}
