package dev.ringback.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of long work, and how far it has come.
 *
 * @param kind names the work; a newer version may know kinds that this one does not
 * @param checkpoint from where the work goes on after an interruption, in the words of its kind; null at the beginning
 * @param done so much of the total is done, in the unit of its kind
 * @param total null while it is not known
 * @param requestedBy who asked for it: a key's SID, an account's, or a command with the user of the operating system
 * @param startedAt when it was first begun; null before
 * @param updatedAt when its state or its progress last changed
 * @param finishedAt when it was done, failed or was canceled; null before
 * @param cancelRequested whether it ends as soon as it can
 * @param result tells the outcome to people; null before the end
 * @param parameters say what is to be done, as a form, in the words of its kind; null where the kind says it all
 * @param waitsFor tells people what it waits for before it goes on; null where it waits for nothing
 */
@WithBuilder
public record Job(
        long id,
        String kind,
        JobState state,
        @Nullable String checkpoint,
        long done,
        @Nullable Long total,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        boolean cancelRequested,
        @Nullable String result,
        @Nullable String parameters,
        @Nullable String waitsFor) {

    /** Whether nothing more happens to it, unless somebody resumes it. */
    public boolean isFinished() {
        return finishedAt != null;
    }

    /** Whether it is to be canceled and has not ended yet. */
    public boolean isEnding() {
        return cancelRequested && !isFinished();
    }
}
