package dev.ringback.jobs;

import dev.ringback.model.Job;

/** A kind of work that jobs do. Safe for use by many threads. */
public interface JobKind {

    /** The name that is stored: lower case, with hyphens. */
    String name();

    /**
     * Does a job, from its last checkpoint on. What was done since that checkpoint may be done again.
     *
     * @param progress has to be told at least every few seconds; throws when the work has to end, which is to be let through
     * @return tells the outcome to people
     * @throws RuntimeException when the work failed; the message is shown to people, so it says nothing secret
     */
    String run(Job job, JobProgress progress);
}
