package dev.ringback.storage;

import dev.ringback.model.AuditRecord;
import dev.ringback.model.Page;
import dev.ringback.model.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps who has done what. Safe for use by many threads. */
public interface AuditStore {

    /**
     * Adds a record, whatever its {@link AuditRecord#id} is. When this returns, it is on disk and synced.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     */
    void add(AuditRecord entry);

    /**
     * Returns a page of the records, the newest first.
     *
     * @param beforeId the {@link AuditRecord#id} to continue before, {@link Long#MAX_VALUE} to begin
     */
    Page<AuditRecord> newestFirst(Filter filter, long beforeId, int size);

    /**
     * Deletes records from before a moment, the oldest first, in one short transaction.
     *
     * @param most how many at once
     * @return how many went; when it is fewer than {@code most}, no such record is left
     */
    int deleteBefore(Instant moment, int most);

    /**
     * Limits a list.
     *
     * @param action only records of this action; null for all
     * @param at only records from this range
     */
    record Filter(@Nullable String action, TimeRange at) {
        public static final Filter NONE = new Filter(null, TimeRange.ALWAYS);
    }
}
