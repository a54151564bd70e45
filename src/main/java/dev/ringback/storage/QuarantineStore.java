package dev.ringback.storage;

import dev.ringback.model.Page;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.model.RefusedRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Requests that could not be proved. They are kept apart: nothing here is ever part of the log or the mirror. Safe for use by many threads.
 */
public interface QuarantineStore {
    /** About how many bytes of requests one page holds at most; a larger request is a page of its own. */
    long PAGE_BYTES = 8_000_000;

    /**
     * Keeps requests, in one transaction, and lets go what the number and the bytes leave no room for; that may be one of the new ones. When
     * this returns, everything is on disk and synced. A request that is there already (same digest) stays as it is.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing was kept
     * @throws StorageException when a request cannot be kept; none was
     */
    Kept keep(List<RefusedRequest> requests, QuarantineLimits limits);

    /**
     * Lets go what is beyond the limits.
     *
     * @param most so many at once, so that nobody waits long for his turn to write
     * @return what went; when it is fewer than {@code most}, all is within the limits
     */
    LetGo trim(QuarantineLimits limits, Instant now, int most);

    /** Notes which accounts the settings have, for all that is kept already. */
    void recognise(Collection<String> accountSids);

    /**
     * Newest first. A page ends after {@code size} requests or about {@link #PAGE_BYTES}.
     *
     * @param beforeId the {@link QuarantinedRequest#id} to continue before, {@link Long#MAX_VALUE} to begin
     */
    Page<QuarantinedRequest> newestFirst(AccountScope scope, long beforeId, int size);

    /**
     * Oldest first. A page ends after {@code size} requests or about {@link #PAGE_BYTES}.
     *
     * @param afterId the {@link QuarantinedRequest#id} to continue after, 0 to begin
     */
    Page<QuarantinedRequest> oldestFirst(AccountScope scope, long afterId, int size);

    /** Removes requests; those that are gone already do no harm. */
    void remove(Collection<Long> ids);

    /** How much is kept now. */
    Size size();

    /** Number and bytes of the requests that are kept. */
    record Size(long requests, long bytes) {}

    /**
     * Outcome for the requests that were to be kept.
     *
     * @param added how many were not there before
     * @param letGo what had to go for them
     */
    record Kept(int added, LetGo letGo) {}

    /** How many requests went, by the limit that was reached. */
    record LetGo(int byRequests, int byBytes, int byAge) {
        public int total() {
            return byRequests + byBytes + byAge;
        }
    }
}
