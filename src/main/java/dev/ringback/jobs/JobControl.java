package dev.ringback.jobs;

import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
import dev.ringback.storage.JobStore;
import dev.ringback.storage.JobStore.Added;
import dev.ringback.storage.LeaseStore;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds, cancels and resumes jobs as people ask for it, whoever does the jobs. Safe for use by many threads and nodes. */
public final class JobControl {
    private final JobStore jobs;
    private final LeaseStore leases;
    private final Clock clock;

    public JobControl(Database database, Clock clock) {
        this.jobs = database.jobs();
        this.leases = database.leases();
        this.clock = clock;
    }

    /**
     * Adds a job, which a node begins within a second or so, unless one that is not finished does the same already.
     *
     * @param parameters as its kind has made them; null for none
     */
    public Added add(JobKind kind, @Nullable String parameters, String requestedBy) {
        return jobs.addUnlessSame(
                kind.name(), parameters, requestedBy, clock.instant(), open -> kind.isSame(open, parameters));
    }

    /**
     * Cancels a job: at once where nobody does it, also one of a kind that this version does not know; else it ends at its next step. Nothing happens
     * to one that is finished.
     *
     * @return the job as it is now; empty when there is none of that id
     */
    public Optional<Job> cancel(long id) {
        return jobs.cancel(id, clock.instant()).map(job -> job.isEnding() ? endedUnlessDone(job) : job);
    }

    /**
     * Lets a job that failed or was canceled wait to be done again, from its last checkpoint. Nothing happens to any other.
     *
     * @return the job as it is now; empty when there is none of that id
     * @throws JobConflictException when it is still ending, or another that is not finished does the same
     */
    public Optional<Job> resume(long id) throws JobConflictException {
        Optional<Job> before = jobs.find(id).map(job -> job.isEnding() ? endedUnlessDone(job) : job);
        if (before.isEmpty()) {
            return before;
        }
        Job job = before.get();
        if (job.isEnding()) {
            throw new JobConflictException("Job " + id + " is still ending: resume it once it is canceled");
        }
        if (job.state() == JobState.FAILED || job.state() == JobState.CANCELED) {
            refuseSecond(job);
        }
        return jobs.resume(id, clock.instant());
    }

    private void refuseSecond(Job job) throws JobConflictException {
        for (Job other : jobs.allUnfinished(job.kind())) {
            if (!other.isEnding() && Objects.equals(other.parameters(), job.parameters())) {
                throw new JobConflictException("Job " + job.id() + " is not resumed: job " + other.id()
                        + " does the same, and is " + other.state().text() + " already");
            }
        }
    }

    /**
     * Ends all jobs of a kind because their work has been done otherwise, by whoever is alone with the database.
     *
     * @param result tells the outcome to people
     */
    public void endAll(String kind, String result) {
        for (Job job : jobs.allUnfinished(kind)) {
            if (job.cancelRequested()) {
                jobs.finish(job.id(), JobState.CANCELED, JobRun.CANCELED, clock.instant());
            } else {
                jobs.finish(job.id(), JobState.DONE, result, clock.instant());
            }
        }
    }

    /** Ends a job that is to be canceled where the lease says that nobody does it: none of the nodes that are there may know its kind. */
    private Job endedUnlessDone(Job job) {
        String lease = JobRun.lease(job.kind());
        String holder = UUID.randomUUID().toString();
        if (!leases.take(lease, holder, JobRun.LEASE_TIME)) {
            return job;
        }
        try {
            jobs.finish(job.id(), JobState.CANCELED, JobRun.CANCELED, clock.instant());
        } finally {
            leases.giveBack(lease, holder);
        }
        return jobs.find(job.id()).orElse(job);
    }

    /** Tells whether what was asked for has changed nothing. The progress of a job that is running goes on meanwhile, whoever asks for what. */
    public static boolean isUnchanged(Optional<Job> before, Job after) {
        return before.isPresent()
                && before.get().state() == after.state()
                && before.get().cancelRequested() == after.cancelRequested();
    }
}
