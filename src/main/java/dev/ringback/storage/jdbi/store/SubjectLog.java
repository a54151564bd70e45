package dev.ringback.storage.jdbi.store;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a database walks its log from subject to subject, and lets go of what followed from a subject's events. What retention has begun to
 * delete does not count as being there.
 */
public interface SubjectLog {

    /** Names a SID of an account, which events are about. */
    record Subject(String accountSid, String sid) {}

    /**
     * An event that a walk has met.
     *
     * @param first whether no event about the same subject has a lower id; true of each that names no resource
     */
    record Met(long id, Subject subject, boolean first) {}

    /** Stands for the events of a subject: another mark when there is one more, or one less. */
    record Mark(long events, long newestId) {
        static final Mark NONE = new Mark(0, 0);

        static Mark of(List<LoggedEvent> history) {
            return history.isEmpty()
                    ? NONE
                    : new Mark(history.size(), history.get(history.size() - 1).id());
        }
    }

    /**
     * Says on which further timeline an event stands.
     *
     * @param place by which the references are ordered, before the event
     */
    record Reference(Subject place, long eventId, String sid) {}

    /** Keeps everybody from adding to the log, and from deleting from it, until the transaction ends. */
    void takeLog(Transaction transaction) throws SQLException;

    /** The first events of those with an id in {@code (after, upTo]}, in their order. */
    List<Met> walk(Statements statements, long after, long upTo, int limit) throws SQLException;

    /** All events about a subject, in their order; for one with a SID. */
    List<LoggedEvent> history(Statements statements, Subject subject) throws SQLException;

    /** Returns the events of some ids, as far as there are any. */
    List<LoggedEvent> events(Statements statements, Collection<Long> ids) throws SQLException;

    /** Returns those of some ids that an event has. */
    Set<Long> existing(Statements statements, Collection<Long> ids) throws SQLException;

    /** The marks of those subjects that have events. */
    Map<Subject, Mark> marks(Statements statements, Collection<Subject> subjects) throws SQLException;

    /** Deletes the rows of subjects from all tables of resources and tags. */
    void deleteRows(Transaction transaction, Collection<Subject> subjects) throws SQLException;

    /** The first references behind a place, in their order. */
    List<Reference> references(Statements statements, Subject place, long afterEventId, int limit) throws SQLException;

    /** Deletes a reference, and whatever is known of a SID that nothing is about any more. */
    void deleteReference(Transaction transaction, Reference reference) throws SQLException;
}
