package dev.ringback.jobs;

import org.jspecify.annotations.Nullable;

/** Is told how far a job has come. Used by the thread that does the job. */
@FunctionalInterface
public interface JobProgress {

    /**
     * Notes how far the job has come; some of what is told is not written down, if it is told often.
     *
     * @param checkpoint from where the job would go on after an interruption
     * @param done so much of the total is done, in the unit of the kind
     * @param total null while it is not known
     * @throws JobInterruptedException when the job has to end now: it was canceled, the process ends, or another node does it
     */
    void at(String checkpoint, long done, @Nullable Long total);

    /**
     * Notes that the job does not go on at the moment, as {@link #at} notes how far it has come. The next {@link #at} says that it goes on.
     *
     * @param why tells people what it waits for
     * @throws JobInterruptedException when the job has to end now
     */
    default void waits(String checkpoint, long done, @Nullable Long total, String why) {
        at(checkpoint, done, total);
    }
}
