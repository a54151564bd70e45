package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.ReprojectionStore.Replaying;
import dev.ringback.storage.ReprojectionStore.Step;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import dev.ringback.storage.jdbi.store.SubjectLog.Reference;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Projects anew in three passes: the events with their resources, then the references that no event has any more, then the rows that no
 * event stands behind. Each step is one transaction, and making it twice makes the same.
 */
final class ProjectionPasses {
    private static final String EVENTS = "events";
    private static final String REFERENCES = "references";

    /** The shares of the work that are done, about, when the later passes begin. */
    private static final double REFERENCES_BEGIN = 0.9;

    private static final double TABLES_BEGIN = 0.95;

    private static final String BEFORE_FIRST = "SELECT coalesce(min(id), 1) - 1 FROM event";

    private final Writer writer;
    private final Reads reads;
    private final Log log;
    private final SubjectLog subjects;
    private final Dialect dialect;

    ProjectionPasses(Writer writer, Reads reads, Log log, SubjectLog subjects, Dialect dialect) {
        this.writer = writer;
        this.reads = reads;
        this.log = log;
        this.subjects = subjects;
        this.dialect = dialect;
    }

    /** Changes part of the database within the transaction of a step; returns from how many events. */
    @FunctionalInterface
    private interface Work {
        int in(Transaction transaction) throws SQLException;
    }

    /** Notes within the transaction of a step where the next one begins, if the step is to be done. */
    @FunctionalInterface
    interface Move {
        /** Returns false where the step is not to be done. It has to write, whatever it returns. */
        boolean from(ProjectionPlace place, Transaction transaction, ProjectionPlace to) throws SQLException;
    }

    /**
     * Tells the outcome of a step.
     *
     * @param place from which the next one goes on
     */
    record Taken(Step step, ProjectionPlace place) {}

    /** Whether one of the passes has begun. */
    static boolean isUnderWay(ProjectionPlace place) {
        String phase = place.phase();
        return phase.equals(EVENTS) || phase.equals(REFERENCES) || LeftoverPass.isTable(phase);
    }

    /** Returns the share that is done at a place, about. */
    static double done(ProjectionPlace place) {
        if (place.phase().equals(EVENTS)) {
            long events = place.lastEventId() - place.firstEventId();
            return events <= 0 ? 0 : REFERENCES_BEGIN * (place.afterId() - place.firstEventId()) / events;
        }
        if (place.phase().equals(REFERENCES)) {
            return REFERENCES_BEGIN;
        }
        return LeftoverPass.isTable(place.phase())
                ? TABLES_BEGIN + (1 - TABLES_BEGIN) * LeftoverPass.share(place.phase())
                : 0;
    }

    /** Does the step that begins at a place. Where the move says that it is not to be done, the outcome is that somebody else did it. */
    Taken step(ProjectionPlace place, Move move, int budget, boolean carefully, Replaying replaying) {
        if (place.phase().equals(EVENTS)) {
            return events(place, move, new EventPass(log, subjects, dialect, replaying), budget, carefully);
        }
        if (place.phase().equals(REFERENCES)) {
            return references(place, move, new ReferencePass(subjects, replaying), budget);
        }
        if (LeftoverPass.isTable(place.phase())) {
            return leftovers(place, move, new LeftoverPass(subjects), budget);
        }
        return begin(place, move);
    }

    /** The pass over the events goes up to the last one that may have been stored by older rules. */
    private Taken begin(ProjectionPlace place, Move move) {
        long last = reads.read("find the last event", log::settled);
        long first = reads.query("find the first event", statements -> statements.number(BEFORE_FIRST));
        return advance(place, move, place.beginning(EVENTS, Math.min(first, last), last), transaction -> 0);
    }

    private Taken events(ProjectionPlace place, Move move, EventPass pass, int budget, boolean carefully) {
        if (place.afterId() >= place.lastEventId()) {
            return advance(place, move, place.beginning(REFERENCES), transaction -> 0);
        }
        EventPass.Batch batch = reads.query(
                "read events to project them anew",
                statements -> pass.read(statements, place.afterId(), place.lastEventId(), budget));
        return advance(
                place,
                move,
                place.after(batch.afterId(), "", ""),
                transaction -> pass.put(transaction, batch, carefully));
    }

    private Taken references(ProjectionPlace place, Move move, ReferencePass pass, int budget) {
        ReferencePass.Batch batch = reads.query(
                "read references to check them",
                statements -> pass.read(
                        statements, new Subject(place.afterAccountSid(), place.afterSid()), place.afterId(), budget));
        if (batch.last().isEmpty()) {
            return advance(place, move, place.beginning(LeftoverPass.first()), transaction -> 0);
        }
        Reference last = batch.last().get(0);
        return advance(
                place,
                move,
                place.after(
                        last.eventId(), last.place().accountSid(), last.place().sid()),
                transaction -> {
                    pass.put(transaction, batch);
                    return 0;
                });
    }

    private Taken leftovers(ProjectionPlace place, Move move, LeftoverPass pass, int budget) {
        LeftoverPass.Batch batch = reads.query(
                "read resources to look for their events",
                statements -> pass.read(
                        statements, place.phase(), new Subject(place.afterAccountSid(), place.afterSid()), budget));
        if (batch.found().isEmpty()) {
            List<String> next = LeftoverPass.behind(place.phase());
            return advance(place, move, next.isEmpty() ? place.end() : place.beginning(next.get(0)), transaction -> 0);
        }
        Subject last = batch.found().get(batch.found().size() - 1);
        return advance(place, move, place.after(0, last.accountSid(), last.sid()), transaction -> {
            pass.put(transaction, batch);
            return 0;
        });
    }

    /** Nobody waits for the disk: a loss of power may undo the work together with the note of it. */
    private Taken advance(ProjectionPlace from, Move move, ProjectionPlace to, Work work) {
        Done done = writer.writeUnsynced("project events anew", transaction -> {
            subjects.takeLog(transaction);
            long began = System.nanoTime();
            if (to.isEnd()) {
                RollupSweep.begin(transaction);
            }
            return move.from(from, transaction, to)
                    ? new Done(began, to.isEnd() ? Outcome.FINISHED : Outcome.WORKED, work.in(transaction))
                    : new Done(began, Outcome.OVERTAKEN, 0);
        });
        Step step = new Step(done.outcome(), done.events(), Duration.ofNanos(System.nanoTime() - done.began()));
        return new Taken(step, step.outcome() == Outcome.OVERTAKEN ? from : to);
    }

    /** @param began when nobody else could write any more, as {@link System#nanoTime} counts */
    private record Done(long began, Outcome outcome, int events) {}
}
