package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.ProjectionStore.Replayed;
import dev.ringback.storage.ReprojectionStore.Replaying;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.SubjectLog.Mark;
import dev.ringback.storage.jdbi.store.SubjectLog.Met;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through the log, and makes the rows of each subject anew where its first event stands, from all of its events. These are read and
 * projected beforehand, while others write; only where something has happened to them since, that is done again.
 */
final class EventPass {
    private static final String SET_KIND = "UPDATE event SET kind = ? WHERE id = ?";

    private static final String BEFORE_EVENT = "SAVEPOINT before_event";
    private static final String WITHOUT_EVENT = "ROLLBACK TO SAVEPOINT before_event";
    private static final String BEHIND_EVENT = "RELEASE SAVEPOINT before_event";

    /** Characters of an event that count like an event of its own. */
    private static final int LARGE = 8_000;

    private final Log log;
    private final SubjectLog subjects;
    private final Dialect dialect;
    private final Replaying replaying;

    EventPass(Log log, SubjectLog subjects, Dialect dialect, Replaying replaying) {
        this.log = log;
        this.subjects = subjects;
        this.dialect = dialect;
        this.replaying = replaying;
    }

    /** Holds everything that follows from all events about a subject. */
    record History(Subject subject, Mark mark, List<Replayed> replayed) {}

    /**
     * Holds the work of a step.
     *
     * @param alone what follows from events that name no resource
     * @param afterId up to where the log is done with it
     */
    record Batch(List<History> histories, List<Replayed> alone, long afterId) {}

    /** Reads the next events up to about that many, with all that are about the same. */
    Batch read(Statements statements, long after, long upTo, int budget) throws SQLException {
        List<Met> met = subjects.walk(statements, after, upTo, budget);
        List<History> histories = new ArrayList<>();
        List<Long> alone = new ArrayList<>();
        long last = met.isEmpty() ? upTo : after;
        int weight = 0;
        for (Met each : met) {
            if (weight >= budget) {
                break;
            }
            if (each.subject().sid().isEmpty()) {
                alone.add(each.id());
                weight++;
            } else if (each.first()) {
                History history = history(statements, each.subject());
                histories.add(history);
                weight +=
                        history.replayed().stream().mapToInt(EventPass::weight).sum();
            }
            last = each.id();
        }
        List<Replayed> replayed = subjects.events(statements, alone).stream()
                .map(replaying::replay)
                .toList();
        return new Batch(histories, replayed, last);
    }

    /** One, and more for a large event: a step keeps others waiting, and its events are in memory together. */
    private static int weight(Replayed replayed) {
        return 1 + replayed.entry().event().payload().length() / LARGE;
    }

    private History history(Statements statements, Subject subject) throws SQLException {
        List<LoggedEvent> events = subjects.history(statements, subject);
        return new History(
                subject, Mark.of(events), events.stream().map(replaying::replay).toList());
    }

    /**
     * Replaces what followed from the events of a batch. The log is taken.
     *
     * @return from how many events
     */
    int put(Transaction transaction, Batch batch, boolean carefully) throws SQLException {
        List<Subject> all = batch.histories().stream().map(History::subject).toList();
        Map<Subject, Mark> marks = subjects.marks(transaction, all);
        List<Replayed> replayed = new ArrayList<>();
        for (History history : batch.histories()) {
            Mark mark = marks.getOrDefault(history.subject(), Mark.NONE);
            History now = mark.equals(history.mark()) ? history : history(transaction, history.subject());
            replayed.addAll(now.replayed());
        }
        Set<Long> existing = subjects.existing(
                transaction, batch.alone().stream().map(Replayed::eventId).toList());
        batch.alone().stream()
                .filter(event -> existing.contains(event.eventId()))
                .forEach(replayed::add);

        subjects.deleteRows(transaction, all);
        if (carefully) {
            for (Replayed event : replayed) {
                putOrKeepRaw(transaction, event);
            }
        } else {
            log.put(transaction, replayed);
        }
        setKinds(transaction, replayed);
        return replayed.size();
    }

    private void putOrKeepRaw(Transaction transaction, Replayed event) throws SQLException {
        transaction.execute(BEFORE_EVENT);
        try {
            log.put(transaction, List.of(event));
        } catch (SQLException culprit) {
            if (dialect.isUnavailable(culprit)) {
                throw culprit;
            }
            replaying.keptRaw(event, culprit);
            transaction.execute(WITHOUT_EVENT);
            Entry entry = event.entry();
            log.put(
                    transaction,
                    List.of(new Replayed(
                            event.eventId(), new Entry(entry.event(), List.of(), entry.references()), false)));
        }
        transaction.execute(BEHIND_EVENT);
    }

    /** Writes the kinds of events that were stored as another. */
    static void setKinds(Transaction transaction, List<Replayed> replayed) throws SQLException {
        for (Replayed event : replayed) {
            if (event.kindChanged()) {
                transaction.execute(SET_KIND, event.entry().event().kind().value(), event.eventId());
            }
        }
    }
}
