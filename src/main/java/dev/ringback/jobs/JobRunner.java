package dev.ringback.jobs;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.Database;
import dev.ringback.storage.JobStore;
import dev.ringback.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for jobs and does them, in a thread for each kind. A job that a kill interrupted is gone on with. Safe for use by many threads. */
public final class JobRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    /** A job waits so long at most before a node looks for it. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final List<JobKind> kinds;
    private final JobStore jobs;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads;

    public JobRunner(List<JobKind> kinds, Database database, Clock clock) {
        this.kinds = List.copyOf(kinds);
        this.jobs = database.jobs();
        this.clock = clock;
        this.threads = this.kinds.stream()
                .map(kind -> DaemonThreads.create("ringback-job-" + kind.name(), () -> keepOn(run(kind, database))))
                .toList();
    }

    private JobRun run(JobKind kind, Database database) {
        return new JobRun(kind, jobs, database.leases(), clock, () -> closing.getCount() == 0);
    }

    /** Returns the kinds that this version can do. */
    public List<JobKind> kinds() {
        return kinds;
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** Finds a kind that this version can do. */
    public Optional<JobKind> kind(String name) {
        return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    private void keepOn(JobRun run) {
        try {
            Duration wait = Duration.ZERO;
            while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = attempt(run);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration attempt(JobRun run) {
        try {
            return run.next() ? Duration.ZERO : BETWEEN_LOOKS;
        } catch (StorageException trouble) {
            log.debug("jobs have to wait: {}", trouble.getMessage());
            return AFTER_TROUBLE;
        }
    }

    /** Returns when the jobs that are being done have paused at their next step. */
    @Override
    public void close() {
        closing.countDown();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
