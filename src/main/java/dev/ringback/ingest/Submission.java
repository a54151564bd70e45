package dev.ringback.ingest;

import dev.ringback.model.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The events of one request on their way to the disk.
 *
 * @param deadline by {@link System#nanoTime}: until then the request is held while the database cannot be written
 * @param stored completes after the synced commit; exceptionally when the events could not be stored, and then none of them was
 *     acknowledged
 */
record Submission(List<Entry> entries, long deadline, long bytes, CompletableFuture<Void> stored) {

    static Submission of(List<Entry> entries, long deadline) {
        long bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.event().payload().length() + entry.event().target().length();
        }
        return new Submission(entries, deadline, bytes, new CompletableFuture<>());
    }

    boolean isOverdue(long now) {
        return now - deadline >= 0;
    }
}
