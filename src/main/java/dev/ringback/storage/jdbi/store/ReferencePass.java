package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.toMap;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.ReprojectionStore.Replaying;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.SubjectLog.Reference;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through the references once all events have theirs by today's rules, and deletes those that were only made by older rules, or whose
 * event is gone. What references an event had by older rules nobody could tell from the event.
 */
final class ReferencePass {
    private final SubjectLog subjects;
    private final Replaying replaying;

    ReferencePass(SubjectLog subjects, Replaying replaying) {
        this.subjects = subjects;
        this.replaying = replaying;
    }

    /**
     * Holds the work of a step.
     *
     * @param stale the references to delete
     * @param last that was looked at; where there is none the pass is at its end
     */
    record Batch(List<Reference> stale, List<Reference> last) {}

    /** Looks at the next references. */
    Batch read(Statements statements, Subject place, long afterEventId, int budget) throws SQLException {
        List<Reference> references = subjects.references(statements, place, afterEventId, budget);
        Map<Long, Set<String>> named =
                subjects
                        .events(
                                statements,
                                references.stream()
                                        .map(Reference::eventId)
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(toMap(
                                LoggedEvent::id,
                                event -> replaying.replay(event).entry().references()));
        List<Reference> stale = references.stream()
                .filter(reference ->
                        !named.getOrDefault(reference.eventId(), Set.of()).contains(reference.sid()))
                .toList();
        return new Batch(stale, references.subList(Math.max(0, references.size() - 1), references.size()));
    }

    /** Deletes those of a batch. */
    void put(Transaction transaction, Batch batch) throws SQLException {
        for (Reference reference : batch.stale()) {
            subjects.deleteReference(transaction, reference);
        }
    }
}
