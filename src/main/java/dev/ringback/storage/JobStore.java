package dev.ringback.storage;

import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Jobs. Safe for use by many threads and nodes; whoever does a job holds a lease, of which this knows nothing. */
public interface JobStore {

    /** Adds a job that waits to be done. */
    default Job add(String kind, String requestedBy, Instant now) {
        return add(kind, null, requestedBy, now);
    }

    /**
     * Adds a job that waits to be done.
     *
     * @param parameters say what is to be done; null where the kind says it all
     */
    Job add(String kind, @Nullable String parameters, String requestedBy, Instant now);

    /**
     * Adds a job that waits to be done, unless another does the same already. Of many who ask at once, on whichever node, one adds.
     *
     * @param parameters say what is to be done; null where the kind says it all
     * @param isSame tells of a job of the kind, neither finished nor to be canceled, whether it does the same
     */
    Added addUnlessSame(
            String kind, @Nullable String parameters, String requestedBy, Instant now, Predicate<Job> isSame);

    /**
     * Names the job that does what was asked for.
     *
     * @param isNew false where it was there before
     */
    record Added(Job job, boolean isNew) {}

    Optional<Job> find(long id);

    /**
     * Lists jobs, the newest first.
     *
     * @param beforeId the id to continue before, {@link Long#MAX_VALUE} to begin
     */
    List<Job> newestFirst(long beforeId, int limit);

    /** Finds the oldest job of a kind that is not finished: it waits, or its node has died. */
    Optional<Job> unfinished(String kind);

    /** Lists all jobs of a kind that are not finished, the oldest first. */
    List<Job> allUnfinished(String kind);

    /** Notes that a job is being done. Nothing happens to one that is finished. */
    void start(long id, Instant now);

    /**
     * Notes how far a job has come. Nothing happens to one that is finished.
     *
     * @param checkpoint from where it would go on
     * @param total null if it is not known
     * @return the job as it is now; empty when there is none of that id
     */
    default Optional<Job> progress(long id, String checkpoint, long done, @Nullable Long total, Instant now) {
        return progress(id, checkpoint, done, total, null, now);
    }

    /**
     * Notes how far a job has come, and what it waits for. Nothing happens to one that is finished.
     *
     * @param checkpoint from where it would go on
     * @param total null if it is not known
     * @param waitsFor tells people why it does not go on at the moment; null where it does
     * @return the job as it is now; empty when there is none of that id
     */
    Optional<Job> progress(
            long id, String checkpoint, long done, @Nullable Long total, @Nullable String waitsFor, Instant now);

    /**
     * Notes how a job ended. Nothing happens to one that is finished.
     *
     * @param result tells the outcome to people
     */
    void finish(long id, JobState state, String result, Instant now);

    /**
     * Asks a job to end: one that waits is canceled at once, one that is being done ends as soon as it can. Nothing happens to one that is
     * finished.
     *
     * @return the job as it is now; empty when there is none of that id
     */
    Optional<Job> cancel(long id, Instant now);

    /**
     * Lets a job that failed or was canceled wait to be done again, from its last checkpoint. Nothing happens to any other.
     *
     * @return the job as it is now; empty when there is none of that id
     */
    Optional<Job> resume(long id, Instant now);

    /** Forgets those that finished before a moment. */
    void deleteFinishedBefore(Instant moment);
}
