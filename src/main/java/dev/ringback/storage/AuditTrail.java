package dev.ringback.storage;

import dev.ringback.model.Action;
import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who has done what, after it was done. If that fails, the action stands all the same and the log tells the whole record:
 * whoever heard of a failure would do it again. Safe for use by many threads.
 */
public final class AuditTrail {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

    /** Bounds the subject, which may name what somebody else has named. */
    private static final int MAX_SUBJECT = 500;

    private final AuditStore store;
    private final Clock clock;

    public AuditTrail(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Writes a record as of now.
     *
     * @param subject what it was about, in few words without secrets; cut after 500 characters
     * @param affected how many things were changed
     */
    public void record(Actor actor, Action action, String subject, long affected) {
        AuditRecord entry = new AuditRecord(0, clock.instant(), actor, action.value(), shortened(subject), affected);
        try {
            store.add(entry);
        } catch (StorageException failed) {
            log.error("{} is missing in the audit: {}", entry, failed.getMessage());
        }
    }

    private static String shortened(String subject) {
        return subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT);
    }
}
