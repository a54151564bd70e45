package dev.ringback.ingest;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.Entry;
import dev.ringback.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the disk, as many at once as have gathered. One thread takes what waits, appends it in one transaction, and completes
 * the requests behind it: a request is answered after its own synced commit and no timer is waited for.
 *
 * <p>While the database cannot be written, requests are held and tried again until their patience ends. An event that cannot be stored
 * never fails its neighbours: the batch is taken apart, and the culprit is kept raw and marked.
 *
 * <p>Safe for use by many threads.
 */
public final class GroupCommit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** Beyond this a larger transaction no longer saves time, but makes the first in it wait. */
    private static final int MAX_EVENTS_PER_COMMIT = 512;
    /** More could not be answered before Twilio gives up, even at a thousand commits a second; it bounds the memory too. */
    private static final int MAX_WAITING = 20_000;

    private static final long MAX_WAITING_BYTES = 64_000_000;
    /** Pause between attempts while the database is locked or full. */
    private static final long RETRY_MILLIS = 50;

    private final EventIntake intake;
    private final IngestMetrics metrics;
    private final SubmissionQueue queue = new SubmissionQueue(MAX_WAITING, MAX_WAITING_BYTES);
    private final OutageLog outages = new OutageLog(log);
    /** Answers are written by other threads, so that the writer only writes. */
    private final ExecutorService answers = Executors.newFixedThreadPool(2, DaemonThreads.numbered("ringback-answer"));

    private final Thread writer = DaemonThreads.create("ringback-writer", this::run);

    public GroupCommit(EventIntake intake, IngestMetrics metrics) {
        this.intake = intake;
        this.metrics = metrics;
    }

    public void start() {
        metrics.watchQueue(queue::size);
        writer.start();
    }

    /**
     * Hands events over for storing.
     *
     * @param patience how long to go on trying while the database cannot be written
     * @return completes after the synced commit. Fails with {@link StorageUnavailableException} when patience ended first, and with
     *     {@link OverloadedException} when too many wait already; then the events may be sent again
     */
    public CompletableFuture<Void> submit(List<Entry> entries, Duration patience) {
        Submission submission = Submission.of(entries, System.nanoTime() + patience.toNanos());
        if (!queue.offer(submission)) {
            metrics.overloaded();
            submission.stored().completeExceptionally(new OverloadedException("the queue is full"));
        }
        return submission.stored();
    }

    /** Commits what was handed over, then ends. */
    @Override
    public void close() {
        queue.close();
        try {
            writer.join();
            answers.shutdown();
            answers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            List<Submission> batch = queue.take(MAX_EVENTS_PER_COMMIT);
            while (!batch.isEmpty()) {
                commit(batch);
                batch = queue.take(MAX_EVENTS_PER_COMMIT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when every submission of the batch, and whatever came while it was retried, is stored or given up. */
    private void commit(List<Submission> batch) throws InterruptedException {
        List<Submission> pending = new ArrayList<>(batch);
        while (!pending.isEmpty()) {
            try {
                append(pending);
                outages.succeeded();
                return;
            } catch (StorageUnavailableException outage) {
                outages.failed(waiting(pending), outage);
                giveUpOverdue(pending, outage);
                pending.addAll(queue.poll(MAX_EVENTS_PER_COMMIT, pending.isEmpty() ? 0 : RETRY_MILLIS));
            } catch (RuntimeException | Error unexpected) {
                // whatever it is, the writer must live, and nobody may wait for ever
                log.error("a commit failed unexpectedly", unexpected);
                pending.forEach(submission -> fail(submission, unexpected));
                return;
            }
        }
    }

    private int waiting(List<Submission> pending) {
        return pending.size() + queue.size();
    }

    private void giveUpOverdue(List<Submission> pending, StorageUnavailableException outage) {
        long now = System.nanoTime();
        pending.removeIf(submission -> {
            if (submission.isOverdue(now)) {
                fail(submission, outage);
                return true;
            }
            return false;
        });
    }

    /** Stores the submissions and removes them from the list one way or the other, unless the database is out. */
    private void append(List<Submission> pending) {
        List<Entry> entries = new ArrayList<>();
        pending.forEach(submission -> entries.addAll(submission.entries()));
        try {
            metrics.commit(entries.size(), () -> intake.append(entries));
        } catch (StorageUnavailableException outage) {
            throw outage;
        } catch (RuntimeException culprit) {
            log.warn("a commit of {} events failed, taking it apart: {}", entries.size(), culprit.toString());
            appendOneByOne(pending);
            return;
        }
        complete(pending);
        pending.clear();
    }

    private void appendOneByOne(List<Submission> pending) {
        while (!pending.isEmpty()) {
            Submission submission = pending.get(0);
            try {
                submission.entries().forEach(intake::appendAlone);
                complete(List.of(submission));
            } catch (StorageUnavailableException outage) {
                throw outage;
            } catch (RuntimeException hopeless) {
                log.error("an event could not even be kept raw", hopeless);
                fail(submission, hopeless);
            }
            pending.remove(0);
        }
    }

    /** Splits the answers into one piece of work for each answering thread: waking one costs more than an answer. */
    private void complete(List<Submission> stored) {
        int half = (stored.size() + 1) / 2;
        List.of(stored.subList(0, half), stored.subList(half, stored.size())).forEach(part -> {
            List<Submission> answered = List.copyOf(part);
            if (!answered.isEmpty()) {
                answers.execute(
                        () -> answered.forEach(submission -> submission.stored().complete(null)));
            }
        });
    }

    private void fail(Submission submission, Throwable reason) {
        metrics.failed(submission.entries());
        answers.execute(() -> submission.stored().completeExceptionally(reason));
    }
}
