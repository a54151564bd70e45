package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.ProjectionStore.Replayed;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** How a database keeps the log, and writes what follows from it: the one thing of the schema that cannot be the same for all. */
public interface Log {

    /**
     * Outcome of adding entries.
     *
     * @param appended for each entry whether it was new
     * @param refused what new entries are about whose resource did not take all that they say, because it was deleted, or its text was
     */
    record Additions(List<Appended> appended, Set<Subject> refused) {}

    /** {@code SELECT ... FROM}: events without a condition, as {@link EventTable} reads them. The table of events is called {@code event}. */
    String select();

    /** The account of an event that {@link #select()} finds, as SQL. */
    String account();

    /** Up to which id no event can appear any more; may wait for those that are on their way. */
    long settled(Handle handle);

    /** The events on a timeline, by {@code :sid}, {@code <accounts>}, {@code :after} and {@code :limit}. */
    String timeline();

    /** Adds entries to the log, and what follows from the new ones to the mirror. */
    Additions append(Transaction transaction, List<Entry> entries) throws SQLException;

    /**
     * Returns the id of the newest event, where a transaction gives its events ids that follow each other, and nobody else meanwhile; else empty. To be called
     * in the transaction that has added them.
     */
    OptionalLong newestInOrder(Transaction transaction) throws SQLException;

    /** Takes an event from the timeline of a SID. */
    void unrefer(Transaction transaction, String accountSid, String sid, long eventId) throws SQLException;

    /** Adds what follows from events of the log, again. */
    void put(Transaction transaction, List<Replayed> replayed) throws SQLException;

    /** Forgets on which further timelines events belong, and ends what retention has begun. */
    void dropReferences(Transaction transaction) throws SQLException;

    /** Adds events of another log, which are not in this one, as they are there: with their ids and arrivals. Nothing follows from them yet. */
    void adopt(Transaction transaction, List<LoggedEvent> events) throws SQLException;

    /** Makes sure, where ids are counted apart from the events, that no event gets one up to this. */
    void countOnAfter(Transaction transaction, long id) throws SQLException;
}
