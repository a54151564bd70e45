package dev.ringback.cli;

import dev.ringback.jobs.JobControl;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobRun;
import dev.ringback.model.Action;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
import dev.ringback.storage.JobStore.Added;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Has a job done by the server that uses the database, on whichever node, and shows its progress. Where no server takes it up, or one dies
 * over it, this process does it itself.
 */
final class WatchedJob {
    /** A server looks for jobs every second. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Database database;
    private final Clock clock;
    private final PrintWriter err;

    WatchedJob(Database database, Clock clock, PrintWriter err) {
        this.database = database;
        this.clock = clock;
        this.err = err;
    }

    /**
     * Adds a job and waits for its end, or for that of one that does the same already.
     *
     * @return the finished job; not finished if the thread is interrupted meanwhile
     */
    Job run(JobKind kind) {
        return watch(kind, add(kind, null).job());
    }

    /** Begins a job that its kind says all about, as {@link #begin(JobKind, String)} does. */
    Job begin(JobKind kind) {
        return begin(kind, null);
    }

    /**
     * Adds a job, which a server begins within a second or so, and writes that down. Where one does the same already, that is told, and there is no second.
     *
     * @param parameters as the kind has made them; null for none
     * @return the job that does it
     */
    Job begin(JobKind kind, @Nullable String parameters) {
        Added added = add(kind, parameters);
        Job job = added.job();
        if (added.isNew()) {
            new CommandAudit(database, clock).record(Action.JOB_START, kind.name() + ", job " + job.id(), 1);
        }
        return job;
    }

    private Added add(JobKind kind, @Nullable String parameters) {
        Added added = new JobControl(database, clock).add(kind, parameters, requester());
        if (!added.isNew()) {
            Job job = added.job();
            err.println("ringback: job " + job.id() + ", asked for by " + Printable.line(job.requestedBy())
                    + ", does this already"
                    + (job.startedAt() == null ? "" : "; run this again if something has changed since it began"));
        }
        return added;
    }

    /**
     * Waits for the end of a job.
     *
     * @return the finished job; not finished if the thread is interrupted meanwhile
     */
    Job watch(JobKind kind, Job added) {
        Job job = added;
        JobRun own = new JobRun(
                kind,
                database.jobs(),
                database.leases(),
                clock,
                () -> Thread.currentThread().isInterrupted());
        long changed = System.nanoTime();
        try (ProgressBar bar = new ProgressBar(err, Terminal.showsErrors())) {
            while (!job.isFinished() && !Thread.currentThread().isInterrupted()) {
                Job now = database.jobs().find(job.id()).orElse(job);
                if (!now.equals(job)) {
                    changed = System.nanoTime();
                    show(job, now, bar);
                }
                job = now;
                boolean left = System.nanoTime() - changed >= PATIENCE.toNanos();
                if (left && !own.next()) {
                    changed = System.nanoTime(); // a server does it, and has nothing to tell yet: to ask for its lease
                    // is a write
                }
                pause();
            }
        }
        return job;
    }

    private static void show(Job before, Job now, ProgressBar bar) {
        String waitsFor = now.waitsFor();
        if (waitsFor != null && !waitsFor.equals(before.waitsFor())) {
            bar.line("ringback: job " + now.id() + " waits: " + Printable.line(waitsFor));
        }
        if (now.total() != null) {
            bar.at(now.done(), now.total());
        }
    }

    /** Tells how a job ended, and gives the exit code. */
    static int end(Job job, PrintWriter out, PrintWriter err) {
        if (job.state() == JobState.DONE) {
            out.println(job.result());
            out.flush();
            return 0;
        }
        err.println("ringback: job " + job.id() + " is " + job.state().text()
                + (job.result() == null ? "" : ": " + job.result()));
        return BesideServer.FAILED;
    }

    private static String requester() {
        return "command of " + System.getProperty("user.name", "somebody");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
