package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Entry;
import dev.ringback.model.Erasure;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.Redaction;
import dev.ringback.storage.jdbi.mirror.ErasedRows;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.Log.Additions;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out of the log what Twilio has deleted, in the transaction in which that is told, or in which more about it comes: of a resource all that its
 * events say, of a redacted message its body. So what a replay of the log makes is what the rows say. Events about other SIDs that name it stay as
 * they are.
 */
final class Erasures {
    private static final String REWRITE = "UPDATE event SET target = ?, payload = ? WHERE id = ?";

    private final Log log;
    private final SubjectLog subjects;
    private final Redaction redaction;

    Erasures(Log log, SubjectLog subjects, Redaction redaction) {
        this.log = log;
        this.subjects = subjects;
        this.redaction = redaction;
    }

    /**
     * Erases what entries tell of that were added just now, and what they bring of things that were deleted before.
     *
     * @return whether there was any of it
     */
    boolean apply(Transaction transaction, List<Entry> entries, Additions additions) throws SQLException {
        Set<Subject> erased = new LinkedHashSet<>(additions.refused());
        for (int i = 0; i < entries.size(); i++) {
            if (additions.appended().get(i) == Appended.STORED && entries.get(i).tellsErasure()) {
                Event event = entries.get(i).event();
                erased.add(new Subject(event.accountSid(), event.sid()));
            }
        }
        for (Subject subject : erased) {
            erase(transaction, subject);
        }
        return !erased.isEmpty();
    }

    private void erase(Transaction transaction, Subject subject) throws SQLException {
        Erasure erasure = ErasedRows.of(transaction, subject.accountSid(), subject.sid());
        if (erasure == Erasure.NONE) {
            return;
        }
        if (erasure == Erasure.RESOURCE) {
            ErasedRows.sweep(transaction, subject.accountSid(), subject.sid());
        }
        for (LoggedEvent logged : subjects.history(transaction, subject)) {
            Event event = logged.event();
            Event left = erasure == Erasure.RESOURCE ? event.emptied() : redaction.withoutBody(event);
            if (left.equals(event)) {
                continue;
            }
            if (erasure == Erasure.RESOURCE) {
                for (String sid : redaction.references(event)) {
                    log.unrefer(transaction, subject.accountSid(), sid, logged.id());
                }
            }
            transaction.execute(REWRITE, left.target(), left.payload(), logged.id());
        }
    }
}
